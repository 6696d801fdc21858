create or replace function sched_engine.check_exception(
    p_resource_id bigint,
    p_type sched.exception_type,
    p_start timestamptz,
    p_end timestamptz,
    p_impact sched.impact_type,
    p_capacity_percent integer,
    p_recurrence_rule text,
    p_shift_minutes integer,
    p_shift_code text
)
returns void
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_code constant text := (select r.resource_code::text from sched.resources as r where r.id = p_resource_id);
    v_zone constant text := (
        select z.time_zone from sched_engine.effective_time_zones(array[p_resource_id]) as z
    );
    v_problem constant text := case
        when (p_type = 'overtime') <> (p_impact = 'additional')
            then 'overtime goes with impact additional, and no other type does'
        when (p_impact = 'reduced') <> coalesce(p_capacity_percent between 1 and 99, false)
            or (p_impact <> 'reduced' and p_capacity_percent is not null)
            then 'impact reduced needs a capacity of 1 to 99 percent, and no other impact takes one'
        when (p_impact = 'shifted') <> coalesce(p_shift_minutes <> 0 and p_shift_minutes between -1440 and 1440, false)
            or (p_impact <> 'shifted' and p_shift_minutes is not null)
            then 'impact shifted needs minutes to move by, at most a day (1440) either way, and no other impact takes any'
        when p_shift_code is not null and p_impact <> 'additional'
            then 'only overtime has a shift code of its own'
        when p_end is null and (p_impact = 'additional' or p_recurrence_rule is not null)
            then 'overtime, and anything that recurs, needs an end'
        when p_end <= p_start
            then format('its end (%s) is not after its start (%s), by the clock of %s',
                p_end at time zone v_zone, p_start at time zone v_zone, v_zone)
    end;
    v_remedy constant text := case
        when v_problem like 'overtime goes%' then 'For overtime give type overtime, and leave the impact out.'
        when v_problem like 'impact reduced%' then 'Give impact reduced and its capacity together, or neither.'
        when v_problem like 'impact shifted%' then 'Give impact shifted and its minutes together, or neither.'
        when v_problem like 'only overtime%' then 'Leave the shift code out, or give type overtime.'
        when v_problem like '%needs an end' then 'Give its end, the first moment back to normal.'
        when p_impact = 'additional' or p_recurrence_rule is not null
            then 'The end is the first moment back to normal: give one after the start.'
        else 'The end is the first moment back to normal: give one after the start, or none while it is not known.'
    end;
begin
    if v_problem is not null then
        perform sched_engine.refuse('SC004', format('Exception for %s: %s.', v_code, v_problem), v_remedy);
    end if;
end
$$;

comment on function sched_engine.check_exception(
    bigint, sched.exception_type, timestamptz, timestamptz, sched.impact_type, integer, text, integer, text
) is
    'Refuses (SC004) an exception whose end is not after its start, or whose values do not fit its type and impact.';
