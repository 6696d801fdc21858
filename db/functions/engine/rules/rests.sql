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
    v_hours constant integer := coalesce(24 * p_rule.averaged_over_days, p_rule.window_hours);
    v_window constant interval := make_interval(hours => v_hours);
    -- On average there is one for each window of these hours.
    v_count constant integer := v_hours / p_rule.window_hours;
    v_least constant interval := make_interval(secs => 3600.0 * p_rule.limit_value);
begin
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
            array_agg(w.start_time - w.ended) over f as between_work,
            max(w.start_time - w.ended) over f as longest_between,
            w.start_time + v_window - coalesce(last_value(w.worked_until) over f, w.worked_until) as after_work
        from work as w
        window f as (
            partition by w.version order by w.start_time
            range between interval '1 microsecond' following and v_window - interval '1 microsecond' following
        )
    ),

    -- The longest of which so many fit into the rests there are: one twice as long is two.
    measured as (
        select
            r.*,
            coalesce((
                select i.rest / n.parts
                from unnest(r.between_work || r.after_work) as i (rest)
                cross join generate_series(1, v_count) as n (parts)
                where i.rest > interval '0'
                order by 1 desc
                offset v_count - 1 limit 1
            ), interval '0') as longest
        from rested as r
        where r.schedule_date between p_from and p_to
            -- Such a rest would be enough by itself.
            and greatest(r.longest_between, r.after_work) < v_count * v_least
    ),

    broken as (
        select
            m.*,
            m.nr - row_number() over (partition by m.version order by m.nr) as run
        from measured as m
        where m.longest < v_least
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
    'Where the longest rest is shorter than a rule of daily_rest or weekly_rest asks, in the windows that begin with a stretch of
work of the business dates p_from to p_to. Of a rule that is averaged the windows are as long as it is averaged over, and hold
one rest for each of its own: what is measured is the longest of which there are so many, and a rest counts as often as that fits
into it. Windows that follow each other are one breach, with the shortest of their longest rests. Time without work is rest, also
where no roster is planned.';
