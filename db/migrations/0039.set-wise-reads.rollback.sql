-- The functions and views of the version before come from db/functions.
set local role sched_owner;

drop view if exists api_v1.daily_availability, sched_oee.daily_availability cascade;
drop view if exists api_v1.current_status, sched_oee.current_status cascade;
drop function if exists sched_engine.ungenerated_shifts(bigint[], timestamptz);
drop function if exists sched_engine.utc_date(integer);

drop policy in_scope on sched.resource_states;
drop policy granted on sched.resource_states;
alter table sched.resource_states disable row level security;
revoke select on sched.resource_states from sched_views;

do $$
declare
    v_seen constant text := '(select coalesce(current_setting(''sched.scope'', true), '''') in ('''', ''{}''))'
        ' or resource_id in (select r.id from sched.resources as r)';
    v_table text;
begin
    foreach v_table in array array['equipment_schedules', 'generated_dates'] loop
        execute format('alter policy in_scope on sched.%I using (%s)', v_table, v_seen);
    end loop;
end
$$;

drop table sched.calendar_dates;
