-- Of all windows of one length, the fullest is among those that end with a stretch of work: moved on from there, a
-- window gains nothing before it loses something.
create or replace function sched_engine.rolling_hours(
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
    v_most constant double precision := 3600.0 * p_rule.limit_value * v_hours / p_rule.window_hours;
    v_by_night constant boolean := p_rule.night_start is not null;
    v_first constant date := p_from - (v_hours + 23) / 24 - 3;
begin
    return query
    with work as (
        select
            w.version,
            w.employee_id,
            w.schedule_date,
            w.start_time,
            w.end_time
        from sched_engine.rule_work(p_employee_ids, v_first, p_to + 2, p_versions) as w
        where not v_by_night
        union all
        select n.*
        from sched_engine.night_work(
            p_employee_ids, v_first, p_to + 2, p_versions, p_rule.night_start, p_rule.night_end,
            p_rule.rule_measure = 'working_hours'
        ) as n
        where v_by_night
    ),

    -- Only the first stretch of a window can have begun before it.
    summed as (
        select
            w.version,
            w.employee_id,
            w.schedule_date,
            w.end_time,
            row_number() over w as nr,
            sum(extract(epoch from w.end_time - w.start_time)::integer) over w
            - greatest(
                0, extract(epoch from w.end_time - v_window - first_value(w.start_time) over w)::integer
            ) as worked
        from work as w
        window w as (
            partition by w.version order by w.end_time range between v_window preceding and current row
        )
    ),

    broken as (
        select
            s.*,
            s.nr - row_number() over (partition by s.version order by s.nr) as run
        from summed as s
        where s.worked > v_most and s.schedule_date between p_from and p_to
    )

    select
        b.version,
        b.employee_id,
        p_rule.id,
        min(b.end_time) - v_window,
        max(b.end_time),
        round(max(b.worked) * p_rule.window_hours / (3600.0 * v_hours), 2),
        round((sum(b.worked - v_most) / 3600.0)::numeric, 4)
    from broken as b
    group by b.version, b.employee_id, b.run;
end
$$;

comment on function sched_engine.rolling_hours(
    sched.emp_work_rules, bigint[], date, date, sched_engine.roster_version[]
) is
    'Where more hours are worked than a rule of working_hours or night_hours allows in any window of its length: those windows
that end with a stretch of the business dates p_from to p_to. Windows that follow each other are one breach, from the first
instant of the first to the last of the last, and the most hours of one; averaged, the average.';
