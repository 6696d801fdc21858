-- Inlined, so that a million rows are written as they are found.
create or replace function sched_engine.usual_roster(
    p_employee_ids bigint[], p_from date, p_to date, p_special_ids bigint[], p_special_dates datemultirange[]
)
returns setof sched.emp_schedules
language sql
stable
parallel safe
rows 10000
as $$
    -- By grouping, because a join is slow where it is taken for a small one.
    with people as (
        select
            u.employee_id,
            array_agg(u.team_id) filter (where u.team_id is not null) as team_ids,
            array_agg(u.dates) filter (where u.team_id is not null) as dates,
            array_agg(u.absence_id) filter (where u.absence_id is not null) as absence_ids,
            array_agg(u.dates) filter (where u.absence_id is not null) as absences,
            range_agg(u.dates) filter (where u.absence_id is not null) as absent,
            coalesce(range_agg(u.special), '{}') as special
        from (
            select
                m.employee_id,
                m.team_id,
                null::bigint as absence_id,
                daterange(p_from, p_to, '[]') * daterange(m.start_date, m.end_date, '[]')
                * daterange(e.hire_date, e.termination_date, '[]') as dates,
                null::datemultirange as special
            from sched.emp_team_assignments as m
            inner join sched.emp_employees as e on e.id = m.employee_id and e.is_active
            where m.employee_id = any(p_employee_ids) and m.is_primary
            union all
            select
                a.employee_id,
                null,
                a.id,
                daterange(a.start_date, a.end_date, '[]'),
                null
            from sched.emp_absences as a
            where a.employee_id = any(p_employee_ids) and a.absence_status = 'approved'
                and a.start_date <= p_to and a.end_date >= p_from
            union all
            select
                s.employee_id,
                null,
                null,
                null,
                s.dates
            from unnest(p_special_ids, p_special_dates) as s (employee_id, dates)
        ) as u
        group by u.employee_id
    ),

    periods as materialized (
        select
            p.employee_id,
            p.absence_ids,
            p.absences,
            p.absent,
            -- Looked at first, because to look into a set of ranges takes longer.
            lower(p.absent) as absent_from,
            upper(p.absent) as absent_until,
            m.team_id,
            lower(d.part) as first_date,
            upper(d.part) as end_date
        from people as p
        cross join lateral unnest(p.team_ids, p.dates) as m (team_id, dates)
        cross join lateral unnest(datemultirange(m.dates) - p.special) as d (part)
        order by p.employee_id, d.part
    )

    select
        p.employee_id,
        t.team_id,
        t.pattern_id,
        t.start_time,
        t.end_time,
        t.schedule_date,
        t.shift_second,
        case
            when t.holiday_id is not null then 'holiday'::sched.employee_schedule_status
            when t.schedule_date >= p.absent_from and t.schedule_date < p.absent_until and p.absent @> t.schedule_date
                then 'absent'::sched.employee_schedule_status
            else 'scheduled'::sched.employee_schedule_status
        end,
        t.shift_code,
        case
            when t.holiday_id is null and t.schedule_date >= p.absent_from and t.schedule_date < p.absent_until
                and p.absent @> t.schedule_date
                then (
                    select a.absence_id
                    from unnest(p.absence_ids, p.absences) as a (absence_id, dates)
                    where a.dates @> t.schedule_date
                )
        end,
        t.holiday_id,
        null::bigint,
        null::bigint
    from periods as p
    -- Both sides in order, as the index wants them: rows come out of a hash table as they went in.
    inner join (
        select i.*
        from sched_engine.team_stretches(
            array(
                select distinct m.team_id
                from sched.emp_team_assignments as m
                where m.employee_id = any(p_employee_ids) and m.is_primary
            ),
            p_from, p_to
        ) as i
        order by i.start_time
    ) as t on t.team_id = p.team_id and t.schedule_date >= p.first_date and t.schedule_date < p.end_date
$$;

comment on function sched_engine.usual_roster(bigint[], date, date, bigint[], datemultirange[]) is
    'The roster of these people on the business dates p_from to p_to, both included, as far as they simply work what
their team works, or are absent for whole dates: without the dates beside their id in the last two arguments.';
