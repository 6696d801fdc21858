select 1 / (count(*) = 1)::integer as has_table
from pg_catalog.pg_class
where oid = 'sched.emp_shift_offers'::pg_catalog.regclass and relrowsecurity;
select 1 / (count(*) = 1)::integer as has_setting
from sched.system_configuration
where config_key = 'shift_offers_need_approval';
