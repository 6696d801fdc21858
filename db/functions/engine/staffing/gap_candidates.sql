create or replace function sched_engine.gap_candidates(
    p_requirement_id bigint, p_from timestamptz, p_to timestamptz, p_schedule_date date default null
)
returns table (
    employee_id bigint, rank integer, reason text, why text, hours numeric, warnings text[], works_elsewhere boolean
)
language plpgsql
stable
rows 100
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_basis constant record := sched_engine.coverage_basis(array[p_requirement_id], p_from, p_to);
    v_zone constant text := (
        select z.time_zone
        from sched.emp_requirements as q
        cross join lateral sched_engine.effective_time_zones(array[q.resource_id]) as z
        where q.id = p_requirement_id
    );
    v_date constant date := coalesce(p_schedule_date, (p_from at time zone v_zone)::date);
    v_ids bigint[];
begin
    v_ids := sched_engine.possible_people(p_requirement_id, v_basis.people, v_date);
    return query
    with obstacles as materialized (
        select * from sched_engine.obstacles(p_requirement_id, v_ids, p_from, p_to, v_date, v_zone)
    ),

    breaches as materialized (
        select
            b.employee_id,
            array_agg(distinct r.rule_code::text order by r.rule_code::text) filter (where b.severity = 'refuse') as refused,
            array_agg(distinct r.rule_code::text order by r.rule_code::text) filter (where b.severity <> 'refuse') as warned
        from sched_engine.new_breaches(array(
            select row(o.employee_id, v_date, p_from, p_to)::sched_engine.proposed_shift
            from obstacles as o
            where o.reason is null
        )) as b
        inner join sched.emp_work_rules as r on r.id = b.rule_id
        group by b.employee_id
    ),

    worked as materialized (
        select
            s.employee_id,
            sum(sched_engine.hours(s.shift_start_time, s.shift_end_time)) as hours
        from sched.emp_schedules as s
        where s.employee_id = any(v_ids) and s.schedule_date between v_date - 27 and v_date
            and s.schedule_status = 'scheduled'
        group by s.employee_id
    ),

    judged as (
        select
            o.employee_id,
            e.employee_number,
            case when b.refused is not null then 'breaks_rule' else o.reason end as reason,
            case
                when b.refused is not null then 'would break ' || array_to_string(b.refused, ', ')
                else o.why
            end as why,
            coalesce(w.hours, 0) as hours,
            b.warned,
            o.works_elsewhere
        from obstacles as o
        inner join sched.emp_employees as e on e.id = o.employee_id
        left join breaches as b on b.employee_id = o.employee_id
        left join worked as w on w.employee_id = o.employee_id
    )

    select
        j.employee_id,
        case when j.reason is null then row_number() over (
            partition by j.reason is null
            order by coalesce(cardinality(j.warned), 0), j.works_elsewhere, j.hours, j.employee_number
        )::integer end,
        coalesce(j.reason, 'available'),
        j.why,
        j.hours,
        coalesce(j.warned, '{}'),
        j.works_elsewhere
    from judged as j
    order by j.reason is not null, 2, j.employee_number;
end
$$;

comment on function sched_engine.gap_candidates(bigint, timestamptz, timestamptz, date) is
    'Who could fill a place of a requirement in [p_from, p_to), as an extra shift of the business date p_schedule_date (null:
the local date of p_from), in a fair order, and why everybody else could not. rank: 1 for whom to ask first: nobody whose
rest or hours would be warned of before others, then those of the place itself, then whoever works least in the four weeks
that end with the date (hours). reason: available, on_shift, absent, not_qualified or breaks_rule.';
