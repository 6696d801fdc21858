create or replace function sched_engine.special_roster(
    p_employee_ids bigint[], p_dates datemultirange[], p_now timestamptz, p_anew datemultirange
)
returns setof sched.emp_schedules
language plpgsql
stable
parallel safe
rows 1000
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_ids bigint[];
    v_dates datemultirange[];
begin
    -- With the dates around, and the owners of shifts that were handed on.
    select
        array_agg(w.employee_id),
        array_agg(w.dates)
    into v_ids, v_dates
    from (
        select
            s.employee_id,
            range_agg(s.part) as dates
        from (
            select
                i.employee_id,
                daterange(lower(d.part) - 3, upper(d.part) + 3) as part
            from unnest(p_employee_ids, p_dates) as i (employee_id, dates)
            cross join lateral unnest(i.dates) as d (part)
            union all
            select
                c.employee_id,
                daterange(c.schedule_date, c.schedule_date, '[]')
            from unnest(p_employee_ids, p_dates) as i (employee_id, dates)
            cross join lateral unnest(i.dates) as d (part)
            inner join sched.emp_roster_changes as c
                on c.taken_by_id = i.employee_id
                and c.schedule_date between lower(d.part) - 3 and upper(d.part) + 2
                and c.change_status = 'approved'
        ) as s
        group by s.employee_id
    ) as w;

    return query
    with asked as materialized (
        select
            i.employee_id,
            i.dates,
            w.absence_ids,
            w.days,
            w.times
        from unnest(p_employee_ids, p_dates) as i (employee_id, dates)
        left join (
            select
                a.employee_id,
                array_agg(a.id) as absence_ids,
                array_agg(case when a.start_date is not null then daterange(a.start_date, a.end_date, '[]') end) as days,
                array_agg(case when a.start_time is not null then tstzrange(a.start_time, a.end_time) end) as times
            from sched.emp_absences as a
            where a.employee_id = any(p_employee_ids) and a.absence_status = 'approved'
            group by a.employee_id
        ) as w on w.employee_id = i.employee_id
    ),

    base as materialized (
        select * from sched_engine.base_shifts(v_ids, v_dates, p_now, p_anew)
    ),

    busy as materialized (
        select
            b.employee_id,
            range_agg(b.work) filter (where b.holiday_id is null) as work,
            range_agg(b.work) filter (where b.holiday_id is not null) as rest
        from base as b
        where not b.is_off
        group by b.employee_id
    ),

    additions as (
        select
            b.taken_by_id as employee_id,
            b.schedule_date,
            b.shift_code,
            b.team_id,
            b.pattern_id,
            b.shift_second,
            b.change_id,
            b.employee_id as owner_id,
            b.holiday_id,
            b.work
        from base as b
        where b.is_off and b.taken_by_id = any(p_employee_ids)
        union all
        select
            c.employee_id,
            c.schedule_date,
            c.shift_code,
            null,
            null,
            null,
            c.id,
            null,
            null,
            tstzmultirange(tstzrange(c.start_time, c.end_time))
        from asked as a
        cross join lateral unnest(a.dates) as d (part)
        inner join sched.emp_roster_changes as c
            on c.employee_id = a.employee_id and c.change_kind = 'extra' and c.change_status = 'approved'
            and c.schedule_date between lower(d.part) - 3 and upper(d.part) + 2
        group by c.id
    ),

    -- Whoever has left, or has not come yet, takes nothing over; nor, from now on, whoever is not active.
    added as (
        select
            a.*,
            -- A holiday that is theirs already is told once, too.
            a.work - coalesce(case when a.holiday_id is null then b.work else b.rest end, '{}') - coalesce(
                range_agg(a.work) over (
                    partition by a.employee_id, a.holiday_id is null order by lower(a.work), a.change_id, a.shift_second
                    rows between unbounded preceding and 1 preceding
                ),
                '{}'
            ) as own_work
        from additions as a
        inner join sched.emp_employees as e
            on e.id = a.employee_id
            and a.schedule_date between e.hire_date and coalesce(e.termination_date, 'infinity')
            and (e.is_active or lower(a.work) < p_now and exists (
                select from sched.emp_schedules as s
                where s.employee_id = a.employee_id and s.schedule_date = a.schedule_date
                    and s.roster_change_id = a.change_id
            ))
        left join busy as b on b.employee_id = a.employee_id
    ),

    pieces as (
        select
            u.*,
            i.absence_ids,
            i.days,
            i.times
        from (
            select
                b.employee_id,
                b.schedule_date,
                b.shift_code,
                b.team_id,
                b.pattern_id,
                b.shift_second,
                b.change_id,
                null::bigint as owner_id,
                false as is_off,
                b.holiday_id,
                b.work
            from base as b
            where not b.is_off
            union all
            -- What nobody works has no holidays either.
            select
                b.employee_id,
                b.schedule_date,
                b.shift_code,
                b.team_id,
                b.pattern_id,
                b.shift_second,
                b.change_id,
                null,
                true,
                null,
                range_agg(b.work)
            from base as b
            where b.is_off
            group by
                b.employee_id, b.schedule_date, b.shift_code, b.team_id, b.pattern_id, b.shift_second, b.change_id
            union all
            select
                a.employee_id,
                a.schedule_date,
                a.shift_code,
                a.team_id,
                a.pattern_id,
                a.shift_second,
                a.change_id,
                a.owner_id,
                false,
                a.holiday_id,
                a.own_work
            from added as a
        ) as u
        inner join asked as i on i.employee_id = u.employee_id and i.dates @> u.schedule_date
    )

    select
        p.employee_id,
        p.team_id,
        p.pattern_id,
        lower(u.part),
        upper(u.part),
        p.schedule_date,
        p.shift_second,
        case
            when p.is_off then 'off'
            when p.holiday_id is not null then 'holiday'
            when s.absence_id is not null then 'absent'
            else 'scheduled'
        end::sched.employee_schedule_status,
        p.shift_code,
        s.absence_id,
        p.holiday_id,
        p.change_id,
        p.owner_id
    from pieces as p
    left join lateral (
        -- Absent for the whole date before absent for some hours.
        select
            array_agg(w.absence_id) as absence_ids,
            array_agg(case when w.days is null then p.work * tstzmultirange(w.times) else p.work end) as works
        from (
            select
                i.*,
                bool_or(i.days is not null) over () as has_whole
            from unnest(p.absence_ids, p.days, p.times) as i (absence_id, days, times)
            where i.days @> p.schedule_date or i.times && p.work
        ) as w
        where w.days is not null or not w.has_whole
    ) as h on p.absence_ids is not null and not p.is_off and p.holiday_id is null
    cross join lateral (
        select
            null::bigint as absence_id,
            p.work - coalesce((select range_agg(i.work) from unnest(h.works) as i (work)), '{}') as work
        union all
        select
            i.absence_id,
            i.work
        from unnest(h.absence_ids, h.works) as i (absence_id, work)
    ) as s
    cross join lateral unnest(s.work) as u (part);
end
$$;

comment on function sched_engine.special_roster(bigint[], datemultirange[], timestamptz, datemultirange) is
    'The roster of these people on the business dates beside their id, with all that may happen to a shift: changes,
absences, holidays, shifts that run into each other, and, with p_now, those that have begun (sched_engine.base_shifts).';
