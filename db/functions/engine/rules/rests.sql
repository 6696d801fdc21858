create or replace function sched_engine.rests(
    p_rule sched.emp_work_rules, p_employee_ids bigint[], p_from date, p_to date, p_versions sched_engine.roster_version[]
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
    v_first constant date := p_from - 2 - ceil(p_rule.limit_value / 24)::integer;
begin
    if p_rule.window_hours is null then
        return query
        select
            s.version,
            s.employee_id,
            p_rule.id,
            s.rested_from,
            s.start_time,
            round(extract(epoch from s.start_time - s.rested_from) / 3600.0, 2),
            round(extract(epoch from v_least - (s.start_time - s.rested_from)) / 3600.0, 4)
        from sched_engine.shift_spans(p_employee_ids, v_first, p_to, p_versions) as s
        where s.start_time - s.rested_from < v_least and s.schedule_date between p_from and p_to;
        return;
    end if;

    return query
    with rested as (
        select
            s.version,
            s.employee_id,
            s.schedule_date,
            s.start_time,
            row_number() over (partition by s.version order by s.start_time) as nr,
            -- Between the shifts that begin in the window, and after the last of them.
            greatest(
                max(s.start_time - s.rested_from) over w,
                s.start_time + v_window - coalesce(last_value(s.end_time) over w, s.end_time),
                interval '0'
            ) as longest
        from sched_engine.shift_spans(p_employee_ids, p_from - 3, p_to + 1 + (v_hours + 23) / 24, p_versions) as s
        window w as (
            partition by s.version order by s.start_time
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
    'Where the longest rest is shorter than a rule of daily_rest or weekly_rest asks: in the window that begins with a shift
of the business dates p_from to p_to, or, without a window, before such a shift. Windows that follow each other are one
breach, with the shortest of their longest rests. No shift is a rest, also where no roster is planned.';
