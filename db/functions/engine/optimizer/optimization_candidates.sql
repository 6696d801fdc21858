create or replace function sched_engine.optimization_candidates(p_duties jsonb)
returns table (employee_id bigint, duty integer, places integer[])
language plpgsql
stable
rows 1000
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_from date;
    v_to date;
begin
    select min(d.schedule_date), max(d.schedule_date) into v_from, v_to
    from jsonb_to_recordset(p_duties) as d (schedule_date date);
    if v_from is null then
        return;
    end if;
    return query
    with duties as materialized (
        select *
        from jsonb_to_recordset(p_duties) as d (
            nr integer, requirement_id bigint, schedule_date date, start_time timestamptz, end_time timestamptz
        )
    ),

    places as materialized (
        select distinct
            p.place,
            p.requirement_id,
            p.sites,
            p.qualified_at,
            q.min_level,
            q.position_id
        from sched_engine.optimization_places(
            array(select distinct d.requirement_id from duties as d), v_from, v_to
        ) as p
        inner join sched.emp_requirements as q on q.id = p.requirement_id
    ),

    people as materialized (
        select
            e.id,
            e.position_id,
            d.schedule_date,
            coalesce(t.sites, array_remove(array[e.resource_id], null)) as sites
        from (select distinct i.schedule_date from duties as i) as d
        inner join sched.emp_employees as e
            on e.is_active and e.hire_date <= d.schedule_date and coalesce(e.termination_date, 'infinity') >= d.schedule_date
        left join sched.emp_team_assignments as m
            on m.employee_id = e.id and m.is_primary and daterange(m.start_date, m.end_date, '[]') @> d.schedule_date
        left join sched_engine.team_sites(v_from, v_to) as t on t.team_id = m.team_id and t.dates @> d.schedule_date
    )

    select
        e.id,
        d.nr,
        array_agg(p.place order by p.place)
    from duties as d
    inner join places as p on p.requirement_id = d.requirement_id
    inner join people as e on e.schedule_date = d.schedule_date and e.sites && p.sites
    where (p.position_id is null or p.position_id = e.position_id)
        and (p.min_level is null or exists (
            select from sched.emp_resource_qualifications as k
            where k.employee_id = e.id and k.is_active and k.qualification_level >= p.min_level
                and k.resource_id = any(p.qualified_at)
                and daterange(k.certification_date, k.expiry_date, '[]') @> d.schedule_date
        ))
        -- Free: neither on shift, nor absent (a stretch of a shift that an absence or a day off cut is not worked either).
        and not exists (
            select from sched.emp_schedules as s
            where s.employee_id = e.id and s.schedule_date between d.schedule_date - 3 and d.schedule_date + 3
                and s.schedule_status <> 'holiday'
                and s.shift_start_time < d.end_time and s.shift_end_time > d.start_time
        )
        and not exists (
            select from sched.emp_absences as a
            cross join lateral sched_engine.employee_zone(a.employee_id, d.schedule_date) as z (zone)
            where a.employee_id = e.id and a.absence_status <> 'cancelled'
                and tstzrange(
                    coalesce(a.start_time, a.start_date::timestamp at time zone z.zone),
                    coalesce(a.end_time, (a.end_date + 1)::timestamp at time zone z.zone)
                ) && tstzrange(d.start_time, d.end_time)
        )
    group by e.id, d.nr;
end
$$;

comment on function sched_engine.optimization_candidates(jsonb) is
    'Who could work which of these duties {nr, requirement_id, schedule_date, start_time, end_time}: those who work near the place
on that date, by their team or where they belong, with the level and the position that are asked for, and are free and present; and which places of the requirement they
could fill.';
