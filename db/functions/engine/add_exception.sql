create or replace function sched_engine.add_exception(
    p_resource_id bigint,
    p_type sched.exception_type,
    p_start timestamptz,
    p_end timestamptz,
    p_description text,
    p_impact sched.impact_type default 'no_operation',
    p_capacity_percent smallint default null,
    p_recurrence_rule text default null
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
    v_id bigint;
begin
    if p_impact not in ('no_operation', 'reduced') or p_type = 'overtime'
        or p_recurrence_rule is not null then
        raise exception using
            errcode = 'SC008',
            message = format('Exception for %s: %s is not supported yet.', v_code, case
                when p_recurrence_rule is not null then 'a recurrence rule'
                when p_type = 'overtime' then 'overtime'
                else 'impact ' || p_impact
            end),
            hint = 'Use impact no_operation or reduced, once for each time it happens.';
    elsif (p_impact = 'reduced') <> coalesce(p_capacity_percent between 1 and 99, false)
        or (p_impact <> 'reduced' and p_capacity_percent is not null) then
        raise exception using
            errcode = 'SC004',
            message = format('Exception for %s: impact %s and capacity %s do not fit.', v_code, p_impact,
                coalesce(p_capacity_percent || ' %', '(none)')),
            hint = 'Impact reduced needs a capacity of 1 to 99 percent; no_operation takes none.';
    elsif p_end <= p_start then
        raise exception using
            errcode = 'SC004',
            message = format('Exception for %s: it ends (%s) before it starts (%s), by the clock of %s.', v_code,
                p_end at time zone v_zone, p_start at time zone v_zone, v_zone),
            hint = 'The end is the first moment that is normal again; leave it out while it is not known.';
    end if;

    insert into sched.schedule_exceptions
    (
        resource_id, exception_type, start_datetime, end_datetime, impact_type, capacity_percent, description,
        created_by
    )
    values (
        p_resource_id, p_type, p_start, p_end, p_impact, p_capacity_percent, p_description,
        sched_engine.acting_user()
    )
    returning id into v_id;
    return v_id;
end
$$;

comment on function sched_engine.add_exception(
    bigint, sched.exception_type, timestamptz, timestamptz, text, sched.impact_type, smallint, text
) is
    'Plans a stop (no_operation) or reduced capacity (percent, 1 to 99) of a resource and everything
below it during [p_start, p_end), p_end null: until it is closed; returns its id. SC004: an end not after
the start, or a capacity that does not fit the impact; SC008: overtime, moved shifts and recurrence,
which are not supported yet.';
