create or replace function sched_engine.rests(
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
    v_hours constant integer := coalesce(p_rule.window_hours, 0);
    v_window constant interval := make_interval(hours => v_hours);
    v_least constant interval := make_interval(secs => 3600.0 * p_rule.limit_value);
begin
    if p_rule.window_hours is null then
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
        return;
    end if;

    return query
    with work as (
        select
            w.*,
            max(w.end_time) over (
                partition by w.version order by w.start_time rows between unbounded preceding and 1 preceding
            ) as ended,
            max(w.end_time) over (partition by w.version order by w.start_time rows unbounded preceding) as worked_until
        from sched_engine.rule_work(p_employee_ids, p_from - 3, p_to + 3 + (v_hours + 23) / 24, p_versions) as w
    ),

    -- Between the stretches that begin in the window, and after the last of them.
    rested as (
        select
            w.version,
            w.employee_id,
            w.schedule_date,
            w.start_time,
            row_number() over (partition by w.version order by w.start_time) as nr,
            greatest(
                max(w.start_time - w.ended) over f,
                w.start_time + v_window - coalesce(last_value(w.worked_until) over f, w.worked_until),
                interval '0'
            ) as longest
        from work as w
        window f as (
            partition by w.version order by w.start_time
            range between interval '1 microsecond' following and v_window - interval '1 microsecond' following
        )
    ),

    broken as (
        select
            r.*,
            r.nr - row_number() over (partition by r.version order by r.nr) as run
        from rested as r
        where r.longest < v_least and r.schedule_date between p_from and p_to
    )

    select
        b.version,
        b.employee_id,
        p_rule.id,
        min(b.start_time),
        max(b.start_time) + v_window,
        round(extract(epoch from min(b.longest)) / 3600.0, 2),
        round(sum(extract(epoch from v_least - b.longest)) / 3600.0, 4)
    from broken as b
    group by b.version, b.employee_id, b.run;
end
$$;

comment on function sched_engine.rests(
    sched.emp_work_rules, bigint[], date, date, sched_engine.roster_version[]
) is
    'Where the longest rest is shorter than a rule of daily_rest or weekly_rest asks: in the windows that begin with a stretch
of work of the business dates p_from to p_to, or, without a window, between a shift of those dates and the one before it.
Windows that follow each other are one breach, with the shortest of their longest rests. Time without work is rest, also where
no roster is planned.';
