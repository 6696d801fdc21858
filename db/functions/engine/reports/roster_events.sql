create or replace function sched_engine.roster_events(p_employee_id bigint, p_from date, p_to date)
returns table (
    uid text,
    stamp timestamptz,
    start_time timestamptz,
    end_time timestamptz,
    summary text,
    place text
)
language plpgsql
stable
parallel safe
rows 200
set search_path = pg_catalog, pg_temp
set plan_cache_mode = 'force_custom_plan'
as $$
#variable_conflict use_column
begin
    return query
    with stored as (
        select
            s.*,
            coalesce(s.shift_second, -s.roster_change_id) as shift_key,
            -- A break does not end an event; being absent does.
            count(*) filter (where s.schedule_status <> 'scheduled') over (
                partition by s.schedule_date, s.pattern_id, s.shift_second, s.owner_id, s.roster_change_id
                order by s.shift_start_time
            ) as part
        from sched.emp_schedules as s
        where s.employee_id = p_employee_id and s.schedule_date between p_from and p_to
    )

    select
        format('%s-%s-%s-%s%s-%s@equipment-scheduling', p_employee_id, s.schedule_date, coalesce(s.pattern_id, 0),
            s.shift_key, '-for-' || s.owner_id, s.part),
        coalesce(
            (
                select max(c.changed_at)
                from sched.emp_schedule_changes as c
                where c.employee_id = p_employee_id and c.change_kind = 'changed'
                    and c.schedule_dates @> s.schedule_date
            ),
            (select g.first_generated_at from sched.emp_generated_dates as g where g.employee_id = p_employee_id)
        ),
        min(s.shift_start_time),
        max(s.shift_end_time),
        case
            when s.pattern_id is null then concat_ws(' ', 'Extra shift', min(s.shift_code))
            else concat_ws(' ', 'Shift', min(s.shift_code), '(team ' || min(t.team_code) || ')')
        end,
        min(r.resource_name)
    from stored as s
    left join sched.emp_teams as t on t.id = s.team_id
    left join sched.resources as r on r.id = t.resource_id
    where s.schedule_status = 'scheduled'
    group by s.schedule_date, s.pattern_id, s.shift_key, s.owner_id, s.part;
end
$$;

comment on function sched_engine.roster_events(bigint, date, date) is
    'The shifts that somebody works, by the stored roster, as events of a calendar. An event keeps its uid when its
times change.';
