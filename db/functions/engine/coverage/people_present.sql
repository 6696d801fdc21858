create or replace function sched_engine.people_present(p_employee_ids bigint[], p_from timestamptz, p_to timestamptz)
returns table (
    employee_id bigint, schedule_date date, start_time timestamptz, end_time timestamptz, sites bigint[]
)
language plpgsql
stable
parallel safe
rows 1000
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    -- A shift may last into the next date, and be moved by one more day in either direction.
    v_first constant date := (p_from at time zone 'UTC')::date - 4;
    v_last constant date := (p_to at time zone 'UTC')::date + 3;
begin
    return query
    with shifts as materialized (
        select
            s.employee_id,
            s.schedule_date,
            greatest(s.shift_start_time, p_from) as start_time,
            least(s.shift_end_time, p_to) as end_time,
            case
                when s.team_id is not null then s.team_id
                else (
                    select m.team_id
                    from sched.emp_team_assignments as m
                    where m.employee_id = s.employee_id and m.is_primary
                        and daterange(m.start_date, m.end_date, '[]') @> s.schedule_date
                )
            end as team_id
        from sched_engine.worked_shifts(p_employee_ids, p_from, p_to) as s
    ),

    placed as materialized (
        select
            s.employee_id,
            s.schedule_date,
            s.start_time,
            s.end_time,
            t.sites
        from shifts as s
        inner join sched_engine.team_sites(v_first, v_last) as t
            on t.team_id = s.team_id and t.dates @> s.schedule_date
        union all
        select
            s.employee_id,
            s.schedule_date,
            s.start_time,
            s.end_time,
            array_remove(array[e.resource_id], null)
        from shifts as s
        inner join sched.emp_employees as e on e.id = s.employee_id
        where s.team_id is null
    ),

    assigned as materialized (
        select a.*
        from sched.emp_resource_assignments as a
        where a.start_time < p_to and a.end_time > p_from
            and (p_employee_ids is null or a.employee_id = any(p_employee_ids))
    )

    select p.*
    from placed as p
    where not exists (
        select from assigned as a
        where a.employee_id = p.employee_id and a.start_time < p.end_time and a.end_time > p.start_time
    )
    union all
    select
        b.employee_id,
        b.schedule_date,
        b.at,
        b.next_at,
        coalesce(
            (
                select array_agg(a.resource_id order by a.resource_id)
                from assigned as a
                where a.employee_id = b.employee_id and a.start_time <= b.at and a.end_time > b.at
            ),
            b.sites
        )
    from (
        select
            p.*,
            i.at,
            lead(i.at) over (partition by p.employee_id, p.start_time order by i.at) as next_at
        from placed as p
        cross join lateral (
            select unnest(array[p.start_time, p.end_time])
            union
            select i.at
            from assigned as a
            cross join lateral unnest(array[a.start_time, a.end_time]) as i (at)
            where a.employee_id = p.employee_id and i.at > p.start_time and i.at < p.end_time
        ) as i (at)
        where exists (
            select from assigned as a
            where a.employee_id = p.employee_id and a.start_time < p.end_time and a.end_time > p.start_time
        )
    ) as b
    where b.next_at is not null;
end
$$;

comment on function sched_engine.people_present(bigint[], timestamptz, timestamptz) is
    'Who of these people (null: everybody) is on shift by the stored roster within [p_from, p_to), cut there, and at which
resources: those they are assigned to at the time; else those of the team whose shift it is (of an extra shift: of
their primary team); else the one they belong to.';
