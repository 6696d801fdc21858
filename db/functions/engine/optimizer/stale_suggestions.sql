create or replace function sched_engine.stale_suggestions(p_ids bigint[])
returns table (suggestion_id bigint, reason text)
language plpgsql
stable
rows 5
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    return query
    with given as materialized (
        select s.* from sched.emp_suggestions as s where s.id = any(p_ids)
    ),

    proposals as (
        select row(g.employee_id, g.schedule_date, g.start_time, g.end_time)::sched_engine.proposed_shift as proposed
        from given as g
    ),

    broken as materialized (
        select b.employee_id, b.start_time, b.end_time, min(r.rule_code) as rule_code
        from sched_engine.new_breaches(array(select p.proposed from proposals as p)) as b
        inner join sched.emp_work_rules as r on r.id = b.rule_id
        where b.severity = 'refuse'
        group by b.employee_id, b.start_time, b.end_time
    ),

    able as materialized (
        select c.employee_id, c.duty
        from sched_engine.optimization_candidates((
            select jsonb_agg(jsonb_build_object(
                'nr', g.id, 'requirement_id', g.requirement_id, 'schedule_date', g.schedule_date, 'start_time', g.start_time,
                'end_time', g.end_time
            ))
            from given as g
        )) as c
    )

    select g.id, f.reason
    from given as g
    left join broken as b
        on b.employee_id = g.employee_id and b.start_time = g.start_time and b.end_time = g.end_time
    cross join lateral (
        select case
            when g.start_time <= sched_engine.current_instant() then 'The shift has begun.'
            when not exists (
                select from sched.emp_coverage_gaps as c
                where c.requirement_id = g.requirement_id and c.start_time < g.end_time and c.end_time > g.start_time
            ) then 'Nobody is missing there any more.'
            when not exists (select from able as a where a.employee_id = g.employee_id and a.duty = g.id)
                then 'They are not free, or not qualified, any more.'
            when b.rule_code is not null then format('It would break the rule %s by now.', b.rule_code)
        end as reason
    ) as f
    where f.reason is not null;
end
$$;

comment on function sched_engine.stale_suggestions(bigint[]) is
    'Which of these suggestions no longer fit, and why: the shift has begun, nobody is missing any more, the person is not free or
not qualified, or a work rule refuses it by now.';
