create or replace function sched_engine.exception_problems(
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
returns table (message text, remedy text)
language plpgsql
stable
rows 1
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    return query
    select
        format('Exception%s: %s.', ' for ' || r.resource_code, case
            when p.nr <> 6 then p.problem
            else concat(
                format('its end (%s) is not after its start (%s)',
                    p_end at time zone coalesce(z.time_zone, 'UTC'), p_start at time zone coalesce(z.time_zone, 'UTC')),
                ', by the clock of ' || z.time_zone
            )
        end),
        p.remedy
    from (
        values
        (
            1, (p_type = 'overtime') <> (p_impact = 'additional'),
            'overtime goes with impact additional, and no other type does',
            'For overtime give type overtime, and leave the impact out.'
        ),
        (
            2, (p_impact = 'reduced') <> coalesce(p_capacity_percent between 1 and 99, false)
            or (p_impact <> 'reduced' and p_capacity_percent is not null),
            'impact reduced needs a capacity of 1 to 99 percent, and no other impact takes one',
            'Give impact reduced and its capacity together, or neither.'
        ),
        (
            3, (p_impact = 'shifted') <> coalesce(p_shift_minutes <> 0 and p_shift_minutes between -1440 and 1440, false)
            or (p_impact <> 'shifted' and p_shift_minutes is not null),
            'impact shifted needs minutes to move by, at most a day (1440) either way, and no other impact takes any',
            'Give impact shifted and its minutes together, or neither.'
        ),
        (
            4, p_shift_code is not null and p_impact <> 'additional',
            'only overtime has a shift code of its own', 'Leave the shift code out, or give type overtime.'
        ),
        (
            5, p_end is null and (p_impact = 'additional' or p_recurrence_rule is not null),
            'overtime, and anything that recurs, needs an end', 'Give its end, the first moment back to normal.'
        ),
        (
            6, p_end <= p_start, null, case
                when p_impact = 'additional' or p_recurrence_rule is not null
                    then 'The end is the first moment back to normal: give one after the start.'
                else 'The end is the first moment back to normal: give one after the start, or none while it is not known.'
            end
        )
    ) as p (nr, holds, problem, remedy)
    left join sched.resources as r on r.id = p_resource_id
    left join sched_engine.effective_time_zones(array[p_resource_id]) as z on p.nr = 6
    where p.holds
    order by p.nr;
end
$$;

comment on function sched_engine.exception_problems(
    bigint, sched.exception_type, timestamptz, timestamptz, sched.impact_type, integer, text, integer, text
) is
    'What is wrong with an exception: an end that is not after its start, values that do not fit its type and impact. What is null
because it is not known is not looked at; without a resource, times are in UTC.';
