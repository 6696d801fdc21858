create or replace function sched_engine.rests_between(
    p_rule sched.emp_work_rules, p_employee_ids bigint[], p_from date, p_to date,
    p_versions sched_engine.roster_version[]
)
returns setof sched_engine.found_breach
language plpgsql
stable
rows 100
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_least constant interval := make_interval(secs => 3600.0 * p_rule.limit_value);
begin
    return query
    with spans as (
        select
            s.*,
            max(s.end_time) over (
                partition by s.version order by s.start_time rows between unbounded preceding and 1 preceding
            ) as rested_from
        from sched_engine.shift_spans(
            p_employee_ids, p_from - 3 - ceil(p_rule.limit_value / 24)::integer, p_to + 2, p_versions
        ) as s
    )

    select
        s.version,
        s.employee_id,
        p_rule.id,
        s.rested_from,
        s.start_time,
        round(extract(epoch from s.start_time - s.rested_from) / 3600.0, 2),
        round(extract(epoch from v_least - (s.start_time - s.rested_from)) / 3600.0, 4)
    from spans as s
    where s.start_time - s.rested_from < v_least and s.schedule_date between p_from and p_to;
end
$$;

comment on function sched_engine.rests_between(
    sched.emp_work_rules, bigint[], date, date, sched_engine.roster_version[]
) is
    'Where the rest between a shift of the business dates p_from to p_to and the one before it is shorter than a rule of daily_rest
without a window asks.';
