create or replace function sched_engine.obstacles(
    p_requirement_id bigint, p_employee_ids bigint[], p_from timestamptz, p_to timestamptz, p_date date, p_zone text
)
returns table (employee_id bigint, reason text, why text, works_elsewhere boolean)
language plpgsql
stable
rows 100
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    return query
    with busy as materialized (
        select
            s.employee_id,
            min(s.shift_start_time) as start_time,
            max(s.shift_end_time) as end_time
        from sched_engine.worked_shifts(p_employee_ids, p_from, p_to) as s
        group by s.employee_id
    ),

    away as materialized (
        select a.employee_id
        from sched.emp_absences as a
        where a.employee_id = any(p_employee_ids) and a.absence_status = 'approved'
            and (
                p_date between a.start_date and a.end_date
                or a.start_time < p_to and a.end_time > p_from
            )
    ),

    unfit as materialized (
        select * from sched_engine.unfit_people(
            p_requirement_id, p_employee_ids, array_fill(p_date, array[cardinality(p_employee_ids)])
        )
    ),

    own_sites as materialized (
        select
            m.employee_id,
            array_agg(s.id) as sites
        from sched.emp_team_assignments as m
        inner join sched_engine.team_sites(p_date, p_date) as t on t.team_id = m.team_id
        cross join lateral unnest(t.sites) as s (id)
        where m.employee_id = any(p_employee_ids) and m.is_primary
            and daterange(m.start_date, m.end_date, '[]') @> p_date
        group by m.employee_id
    )

    select
        e.id,
        case
            when u.why is not null then 'not_qualified'
            when b.employee_id is not null then 'on_shift'
            when e.id in (select a.employee_id from away as a) then 'absent'
        end,
        case
            when u.why is not null then u.why
            when b.employee_id is not null then format('works %s to %s',
                to_char(b.start_time at time zone p_zone, 'YYYY-MM-DD HH24:MI'),
                to_char(b.end_time at time zone p_zone, 'YYYY-MM-DD HH24:MI'))
            when e.id in (select a.employee_id from away as a) then 'is absent'
        end,
        not exists (
            select from sched.emp_requirements as q
            inner join sched.resources as r on r.id = q.resource_id
            inner join sched.resources as w on w.id = any(coalesce(o.sites, array[e.resource_id]))
            where q.id = p_requirement_id and (w.id = any(r.path_ids) or r.id = any(w.path_ids))
        )
    from sched.emp_employees as e
    left join busy as b on b.employee_id = e.id
    left join own_sites as o on o.employee_id = e.id
    left join unfit as u on u.employee_id = e.id
    where e.id = any(p_employee_ids);
end
$$;

comment on function sched_engine.obstacles(bigint, bigint[], timestamptz, timestamptz, date, text) is
    'What keeps each of these people from filling a place of a requirement in [p_from, p_to), work rules apart: reason
(not_qualified, on_shift, absent; null: nothing) and the same in words, times in the zone p_zone. works_elsewhere: their
own place of work is not near it, so that they count there only when they are assigned to it.';
