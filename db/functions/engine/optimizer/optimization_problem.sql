create or replace function sched_engine.optimization_problem(p_optimization_id bigint)
returns jsonb
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
set work_mem = '64MB'
as $$
declare
    v_run sched.emp_optimizations;
    v_duties jsonb;
    v_candidates jsonb;
begin
    select o.* into v_run from sched.emp_optimizations as o where o.id = p_optimization_id;
    select coalesce(jsonb_agg(jsonb_build_object(
        'nr', d.nr, 'requirement_id', d.requirement_id, 'schedule_date', d.schedule_date, 'shift_code', d.shift_code,
        'start_time', d.start_time, 'end_time', d.end_time, 'is_night', d.is_night, 'is_weekend', d.is_weekend
    ) order by d.nr), '[]')
    into v_duties
    from (
        select i.*, row_number() over (order by i.start_time, i.end_time, i.requirement_id, i.shift_code) - 1 as nr
        from sched_engine.optimization_duties(v_run.resource_id, v_run.start_date, v_run.end_date) as i
    ) as d;
    with could as materialized (
        select c.employee_id, c.duty, c.places, d.schedule_date, d.start_time, d.end_time
        from sched_engine.optimization_candidates(v_duties) as c
        inner join jsonb_to_recordset(v_duties) as d (
            nr integer, schedule_date date, start_time timestamptz, end_time timestamptz
        ) on d.nr = c.duty
    ),

    broken as materialized (
        select
            b.employee_id, b.start_time, b.end_time,
            bool_or(b.severity = 'refuse') as is_refused,
            count(*) filter (where b.severity = 'warn') as warnings
        from sched_engine.new_breaches(array(
            select distinct row(c.employee_id, c.schedule_date, c.start_time, c.end_time)::sched_engine.proposed_shift
            from could as c
        )) as b
        group by b.employee_id, b.start_time, b.end_time
    )

    select coalesce(jsonb_agg(
        jsonb_build_array(c.employee_id, c.duty, coalesce(b.warnings, 0), c.places) order by c.employee_id, c.duty
    ), '[]')
    into v_candidates
    from could as c
    left join broken as b
        on b.employee_id = c.employee_id and b.start_time = c.start_time and b.end_time = c.end_time
    where b.is_refused is not true;

    return jsonb_build_object(
        'id', v_run.id,
        'seconds', v_run.seconds,
        'seed', v_run.seed,
        'duties', v_duties,
        'candidates', v_candidates,
        'gaps', (
            select coalesce(jsonb_agg(jsonb_build_object(
                'requirement_id', g.requirement_id, 'schedule_date', g.schedule_date,
                'start_time', greatest(g.start_time, sched_engine.current_instant()), 'end_time', g.end_time,
                'missing', g.required - g.present,
                'needed', sched_engine.places_needed(
                    p.requirement_ids, p.resource_ids, p.places, greatest(g.start_time, sched_engine.current_instant())
                )
            ) order by g.requirement_id, g.start_time), '[]')
            from sched.emp_coverage_gaps as g
            inner join sched.resources as r on r.id = g.resource_id
            inner join (
                select
                    i.requirement_id, array_agg(i.requirement_id) as requirement_ids, array_agg(i.resource_id) as resource_ids,
                    array_agg(i.place) as places
                from sched_engine.optimization_places(
                    array(select distinct (d ->> 'requirement_id')::bigint from jsonb_array_elements(v_duties) as d),
                    (select min((d ->> 'schedule_date')::date) from jsonb_array_elements(v_duties) as d),
                    (select max((d ->> 'schedule_date')::date) from jsonb_array_elements(v_duties) as d)
                ) as i
                group by i.requirement_id
            ) as p on p.requirement_id = g.requirement_id
            where r.path_ids @> array[v_run.resource_id] and g.schedule_date between v_run.start_date and v_run.end_date
                and g.end_time > sched_engine.current_instant()
        ),
        'least_rest_hours', (
            select max(r.limit_value)
            from sched.emp_work_rules as r
            where r.is_active and r.severity = 'refuse' and r.rule_measure = 'daily_rest'
                and num_nonnulls(r.resource_id, r.position_id) = 0
                and r.start_date <= v_run.start_date and coalesce(r.end_date, 'infinity') >= v_run.end_date
        ),
        'people', (
            select coalesce(jsonb_agg(jsonb_build_object(
                'employee_id', p.id, 'minutes', p.minutes, 'nights', p.nights, 'weekend_days', p.weekend_days
            ) order by p.id), '[]')
            from (
                select e.id,
                    coalesce(sum(extract(epoch from s.shift_end_time - s.shift_start_time) / 60), 0)::integer as minutes,
                    count(distinct s.schedule_date) filter (
                        where extract(hour from s.shift_start_time at time zone z.zone) not between 4 and 20
                    ) as nights,
                    count(distinct s.schedule_date) filter (where extract(isodow from s.schedule_date) > 5) as weekend_days
                from (select distinct (c ->> 0)::bigint as id from jsonb_array_elements(v_candidates) as c) as e
                cross join lateral sched_engine.employee_zone(e.id, v_run.start_date) as z (zone)
                left join sched.emp_schedules as s
                    on s.employee_id = e.id and s.schedule_status = 'scheduled'
                    and s.schedule_date between v_run.start_date and v_run.end_date
                group by e.id
            ) as p
        )
    );
end
$$;

comment on function sched_engine.optimization_problem(bigint) is
    'What a run of the optimizer has to decide, as one document of ids, instants and numbers: the gaps, the duties that could close
them, who could work which of them (with how many warnings of work rules and for which places; what a rule refuses is left
out), how many people each place needs, and how much these people work already.';

grant execute on function sched_engine.optimization_problem(bigint) to sched_relay;
