create or replace function sched_engine.explain_verdict(
    p_resource_id bigint, p_row sched.equipment_schedules, p_date date, p_is_generated boolean, p_winner jsonb
)
returns jsonb
language sql
stable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
    select jsonb_build_object(
        'status', case when p_is_generated then s.status else 'not_generated' end,
        'planned_status', s.status,
        'capacity_percent', coalesce(p_row.capacity_percent, 0),
        'shift_code', p_row.shift_code,
        'schedule_date', p_date,
        'start_time', p_row.planned_start_time,
        'end_time', p_row.planned_end_time,
        'local_start', p_row.planned_start_time at time zone z.time_zone,
        'local_end', p_row.planned_end_time at time zone z.time_zone,
        'because', case
            when p_winner ->> 'kind' = 'holiday'
                then format('%s is a holiday.', p_winner ->> 'holiday_name')
            when p_winner ->> 'kind' = 'pattern' and p_row.resource_id is not null
                then format('Pattern %s has a shift at this time.', p_winner ->> 'pattern_code')
            when p_winner #>> '{rule,rule_id}' is not null
                then format('Pattern %s has a break at this time.', p_winner ->> 'pattern_code')
            when p_winner ->> 'kind' = 'pattern'
                then format('Pattern %s has no shift at this time.', p_winner ->> 'pattern_code')
            when p_winner is not null then format('%s: %s.', case p_winner ->> 'impact_type'
                when 'no_operation' then 'An exception stops it'
                when 'reduced' then 'An exception lowers its capacity'
                when 'additional' then 'It works overtime'
                else case when p_row.resource_id is null
                    then 'An exception moves the shift away' else 'An exception moves the shift here'
                end
            end, rtrim(p_winner ->> 'description', '.'))
            when not r.is_active then 'The resource is not active.'
            when not r.requires_scheduling then 'The resource does not require scheduling.'
            when p.pattern_id is null then 'No pattern is assigned to the resource or above it on this date.'
            else 'The stored plan has no shift at this time.'
        end
    )
    from sched.resources as r
    inner join sched_engine.effective_time_zones(array[p_resource_id]) as z on z.resource_id = r.id
    left join sched_engine.effective_patterns(array[p_resource_id], p_date, p_date) as p on true
    cross join (select coalesce(p_row.schedule_status::text, 'not_planned') as status) as s
    where r.id = p_resource_id
$$;

comment on function sched_engine.explain_verdict(
    bigint, sched.equipment_schedules, date, boolean, jsonb
) is
    'What a machine is planned to do by a row of the plan (null: not planned), until the date is generated
not_generated, with the stretch, and in a sentence why, by the rule that decides.';
