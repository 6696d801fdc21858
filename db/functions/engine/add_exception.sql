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
    p_shift_code text default null
)
returns bigint
language plpgsql
volatile
set search_path = ''
as $$
declare
    v_code constant text := (select r.resource_code::text from sched.resources as r where r.id = p_resource_id);
    v_zone constant text := (
        select z.time_zone from sched_engine.effective_time_zones(array[p_resource_id]) as z
    );
    -- Overtime has one impact only, so nobody needs to say it.
    v_impact constant sched.impact_type := case
        when p_type = 'overtime' and p_impact = 'no_operation' then 'additional' else p_impact
    end;
    v_problem text;
    v_id bigint;
begin
    v_problem := case
        when (p_type = 'overtime') <> (v_impact = 'additional')
            then 'overtime goes with impact additional, and nothing else does'
        when (v_impact = 'reduced') <> coalesce(p_capacity_percent between 1 and 99, false)
            or (v_impact <> 'reduced' and p_capacity_percent is not null)
            then 'impact reduced needs a capacity of 1 to 99 percent, and no other impact takes one'
        when (v_impact = 'shifted') <> coalesce(p_shift_minutes <> 0 and p_shift_minutes between -1440 and 1440, false)
            or (v_impact <> 'shifted' and p_shift_minutes is not null)
            then 'impact shifted needs minutes to move by, at most a day (1440) either way, and no other impact takes any'
        when p_shift_code is not null and v_impact <> 'additional'
            then 'only overtime has a shift code of its own'
        when p_end is null and (v_impact = 'additional' or p_recurrence_rule is not null)
            then 'overtime, and whatever recurs, needs an end'
        when p_end <= p_start
            then format('it ends (%s) before it starts (%s), by the clock of %s',
                p_end at time zone v_zone, p_start at time zone v_zone, v_zone)
    end;
    if v_problem is not null then
        raise exception using
            errcode = 'SC004',
            message = format('Exception for %s: %s.', v_code, v_problem),
            hint = 'The end is the first moment that is normal again; leave it out while it is not known.';
    end if;

    insert into sched.schedule_exceptions
    (
        resource_id, exception_type, start_datetime, end_datetime, impact_type, capacity_percent, recurrence_rule,
        shift_minutes, shift_code, description, created_by
    )
    values (
        p_resource_id, p_type, p_start, p_end, v_impact, p_capacity_percent, p_recurrence_rule,
        p_shift_minutes, p_shift_code, p_description, sched_engine.acting_user()
    )
    returning id into v_id;
    return v_id;
end
$$;

comment on function sched_engine.add_exception(
    bigint, sched.exception_type, timestamptz, timestamptz, text, sched.impact_type, smallint, text, integer, text
) is
    'Changes the plan of a resource and everything below it during [p_start, p_end), p_end null: until it is closed; returns
its id. Impact: no_operation stops it; reduced leaves p_capacity_percent (1 to 99); shifted moves shifts that start then by
p_shift_minutes; type overtime adds operating time, as shift p_shift_code. With an RFC 5545 p_recurrence_rule it happens
again, by the clock of the resource. SC004: an end not after the start, or values that do not fit the impact; SC010: locked
period; SC012: recurrence rule.';
