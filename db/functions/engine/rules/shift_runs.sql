create or replace function sched_engine.shift_runs(
    p_rule sched.emp_work_rules, p_employee_ids bigint[], p_from date, p_to date,
    p_versions sched_engine.roster_version[]
)
returns setof sched_engine.found_breach
language sql
stable
rows 100
set search_path = pg_catalog, pg_temp
as $$
    -- A run is looked at from so many dates before its first one too many: longer runs count from there.
    with spans as (
        select
            s.*,
            case
                when s.schedule_date - lag(s.schedule_date) over (
                    partition by s.version order by s.schedule_date, s.start_time
                ) <= 1 then 0
                else 1
            end as is_next
        from sched_engine.shift_spans(
            p_employee_ids, p_from - 31 - ceil(p_rule.limit_value)::integer, p_to + 2, p_versions
        ) as s
    ),

    runs as (
        select
            s.*,
            sum(s.is_next) over (
                partition by s.version order by s.schedule_date, s.start_time rows unbounded preceding
            ) as run
        from spans as s
    ),

    counted as (
        select
            r.*,
            min(r.start_time) over (partition by r.version, r.run) as run_start,
            row_number() over (partition by r.version, r.run order by r.schedule_date, r.start_time) as nr
        from runs as r
    )

    select
        c.version,
        c.employee_id,
        p_rule.id,
        min(c.run_start),
        max(c.end_time),
        max(c.nr)::numeric,
        sum(c.nr - p_rule.limit_value)
    from counted as c
    where c.nr > p_rule.limit_value and c.schedule_date between p_from and p_to
    group by c.version, c.employee_id, c.run
$$;

comment on function sched_engine.shift_runs(
    sched.emp_work_rules, bigint[], date, date, sched_engine.roster_version[]
) is
    'Where more shifts follow each other on business dates in a row than a rule of consecutive_shifts allows, as far as the
shifts beyond the limit are of the business dates p_from to p_to: from the first of the run on, which is looked for up to 31
dates further back than the limit.';
