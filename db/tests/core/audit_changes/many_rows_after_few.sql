begin;
select plan(1);

-- The plan of the trigger is kept from the first statement on, which changes nothing.
set local statement_timeout = '10s';
insert into sched.resources (resource_code, resource_name, resource_type, time_zone)
select 'R' || i.nr, 'R', 'enterprise', 'UTC'
from generate_series(1, 4000) as i (nr);
update sched.resources set resource_name = 'none' where resource_code = 'none';
update sched.resources set resource_name = resource_code where resource_code like 'R%';
select is(
    (
        select count(*)
        from sched.audit_log as l
        where l.table_name = 'resources' and l.action = 'UPDATE'
            and l.old_values ->> 'resource_code' = l.new_values ->> 'resource_code'
            and l.new_values ->> 'resource_name' = l.new_values ->> 'resource_code'
    ),
    4000::bigint, 'each row with what it was before'
);

select * from finish();
rollback;
