select 1 / count(*)
from pg_catalog.pg_attribute
where attrelid = 'sched.equipment_schedules'::regclass and attname = 'shift_second' and not attisdropped;
select resource_id, valid_from, valid_until, path_ids, time_zone, is_scheduled from sched.resource_states where false;
