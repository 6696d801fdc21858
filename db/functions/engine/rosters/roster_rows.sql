create or replace function sched_engine.roster_rows(
    p_employee_ids bigint[], p_from date, p_to date, p_now timestamptz default null, p_anew datemultirange default '{}'
)
returns setof sched.emp_schedules
language plpgsql
stable
parallel safe
rows 10000
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_special_ids bigint[];
    v_special_dates datemultirange[];
    v_team_ids bigint[];
begin
    select
        array_agg(s.employee_id),
        array_agg(s.dates)
    into v_special_ids, v_special_dates
    from sched_engine.special_roster_dates(p_employee_ids, p_from, p_to, p_now) as s;

    if v_special_ids is not null then
        return query
        select * from sched_engine.special_roster(v_special_ids, v_special_dates, p_now, p_anew);
    end if;

    v_team_ids := array(
        select distinct m.team_id
        from sched.emp_team_assignments as m
        where m.employee_id = any(p_employee_ids) and m.is_primary
    );
    return query
    -- By grouping, because a join is slow where it is taken for a small one.
    with people as (
        select
            u.employee_id,
            array_agg(u.team_id) filter (where u.team_id is not null) as team_ids,
            array_agg(u.dates) filter (where u.team_id is not null) as dates,
            coalesce(range_agg(u.special), '{}') as special
        from (
            select
                m.employee_id,
                m.team_id,
                daterange(p_from, p_to, '[]') * daterange(m.start_date, m.end_date, '[]')
                * daterange(e.hire_date, e.termination_date, '[]') as dates,
                null::datemultirange as special
            from sched.emp_team_assignments as m
            inner join sched.emp_employees as e on e.id = m.employee_id and e.is_active
            where m.employee_id = any(p_employee_ids) and m.is_primary
            union all
            select
                s.employee_id,
                null,
                null,
                s.dates
            from unnest(v_special_ids, v_special_dates) as s (employee_id, dates)
        ) as u
        group by u.employee_id
    ),

    periods as materialized (
        select
            p.employee_id,
            m.team_id,
            d.part
        from people as p
        cross join lateral unnest(p.team_ids, p.dates) as m (team_id, dates)
        cross join lateral unnest(datemultirange(m.dates) - p.special) as d (part)
    )

    select
        p.employee_id,
        t.team_id,
        t.pattern_id,
        t.start_time,
        t.end_time,
        t.schedule_date,
        t.shift_second,
        case when t.holiday_id is null then 'scheduled' else 'holiday' end::sched.employee_schedule_status,
        t.shift_code,
        null::bigint,
        t.holiday_id,
        null::bigint,
        null::bigint
    from periods as p
    inner join sched_engine.team_stretches(v_team_ids, p_from, p_to) as t
        on t.team_id = p.team_id and t.schedule_date >= lower(p.part) and t.schedule_date < upper(p.part);
end
$$;

comment on function sched_engine.roster_rows(bigint[], date, date, timestamptz, datemultirange) is
    'The rows of the roster of these people on the business dates p_from to p_to, both included: those of their team, but for the
dates on which something is special. With p_now, what has begun before it is as stored; dates of p_anew are planned as if
nothing were stored. Writes nothing.';
