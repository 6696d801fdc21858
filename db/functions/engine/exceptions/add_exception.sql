create or replace function sched_engine.add_exception(
    p_resource_id bigint,
    p_type sched.exception_type,
    p_start timestamptz,
    p_end timestamptz,
    p_description text,
    p_impact sched.impact_type default 'no_operation',
    p_capacity_percent smallint default null,
    p_recurrence_rule text default null,
    p_shift_minutes integer default null,
    p_shift_code text default null,
    p_excluded timestamp[] default '{}',
    p_added timestamp[] default '{}',
    p_is_active boolean default true
)
returns bigint
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_impact constant sched.impact_type := sched_engine.meant_impact(p_type, p_impact);
    v_id bigint;
begin
    perform sched_engine.check_exception(
        p_resource_id, p_type, p_start, p_end, v_impact, p_capacity_percent, p_recurrence_rule, p_shift_minutes,
        p_shift_code
    );
    insert into sched.schedule_exceptions
    (
        resource_id, exception_type, start_datetime, end_datetime, impact_type, capacity_percent, recurrence_rule,
        shift_minutes, shift_code, description, created_by, recurrence_excluded, recurrence_added, is_active
    )
    values (
        p_resource_id, p_type, p_start, p_end, v_impact, p_capacity_percent, p_recurrence_rule,
        p_shift_minutes, p_shift_code, p_description, sched_engine.acting_user(), p_excluded, p_added, p_is_active
    )
    returning id into v_id;
    return v_id;
end
$$;

comment on function sched_engine.add_exception(
    bigint, sched.exception_type, timestamptz, timestamptz, text, sched.impact_type, smallint, text, integer, text,
    timestamp[], timestamp[], boolean
) is
    'Changes the plan of a resource and everything below it during [p_start, p_end), p_end null: until it is closed; returns
its id. Impact: no_operation stops it; reduced leaves p_capacity_percent (1 to 99); shifted moves shifts that start then by
p_shift_minutes; type overtime adds operating time, as shift p_shift_code. With an RFC 5545 p_recurrence_rule it happens
again, by the clock of the resource, without the occurrences that start at the local times p_excluded, and with those of
p_added. SC004: an end not after the start, or values that do not fit the impact; SC010: locked period; SC012: recurrence rule.';
