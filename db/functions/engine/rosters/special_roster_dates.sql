create or replace function sched_engine.special_roster_dates(
    p_employee_ids bigint[], p_from date, p_to date, p_now timestamptz
)
returns table (employee_id bigint, dates datemultirange)
language plpgsql
stable
parallel safe
rows 1000
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_settled constant date := greatest(sched_engine.last_begun_date(), sched_engine.period_lock()) + 2;
begin
    return query
    select
        s.employee_id,
        range_agg(s.part) * datemultirange(daterange(p_from, p_to, '[]'))
    from (
        select
            c.employee_id,
            daterange(c.schedule_date - 3, c.schedule_date + 3, '[]') as part
        from sched.emp_roster_changes as c
        where c.employee_id = any(p_employee_ids)
            and c.schedule_date between p_from - 3 and p_to + 3
            and c.change_status = 'approved'
        union all
        select
            c.taken_by_id,
            daterange(c.schedule_date - 3, c.schedule_date + 3, '[]')
        from sched.emp_roster_changes as c
        where c.taken_by_id = any(p_employee_ids)
            and c.schedule_date between p_from - 3 and p_to + 3
            and c.change_status = 'approved'
        union all
        -- Shifts that were moved may be of a date two before, in any zone.
        select
            a.employee_id,
            daterange((a.start_time at time zone 'UTC')::date - 4, (a.end_time at time zone 'UTC')::date + 3, '[]')
        from sched.emp_absences as a
        where a.employee_id = any(p_employee_ids) and a.absence_status = 'approved' and a.start_time is not null
        union all
        -- Who comes, or changes teams, has not worked the shift before.
        select
            m.employee_id,
            daterange(m.start_date - 3, m.start_date + 3, '[]')
        from sched.emp_team_assignments as m
        where m.employee_id = any(p_employee_ids) and m.is_primary
        union all
        select
            e.id,
            daterange(e.hire_date, e.hire_date + 3, '[]')
        from sched.emp_employees as e
        where e.id = any(p_employee_ids) and e.hire_date between p_from - 3 and p_to
        union all
        select
            g.employee_id,
            unnest(g.dates * datemultirange(daterange(null, v_settled, '[]')))
        from sched.emp_generated_dates as g
        where p_now is not null and g.employee_id = any(p_employee_ids)
    ) as s
    where s.part && daterange(p_from, p_to, '[]')
    group by s.employee_id;
end
$$;

comment on function sched_engine.special_roster_dates(bigint[], date, date, timestamptz) is
    'On which of the business dates p_from to p_to these people do not simply work what their team works, or are absent
all day: changes, absences of hours, a first day or another team, and, with p_now, a roster that may have begun.';
