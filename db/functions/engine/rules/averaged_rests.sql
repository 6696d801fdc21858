create or replace function sched_engine.averaged_rests(
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
    v_days constant integer := p_rule.averaged_over_days;
    v_window constant interval := make_interval(hours => 24 * v_days);
    v_count constant integer := 24 * v_days / p_rule.window_hours;
    v_least constant numeric := p_rule.limit_value;
begin
    if v_least = 0 then
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
        from sched_engine.rule_work(p_employee_ids, p_from - 3, p_to + 3 + v_days, p_versions) as w
    ),

    rested as (
        select
            w.version,
            w.employee_id,
            w.schedule_date,
            w.start_time,
            row_number() over (partition by w.version order by w.start_time) as nr,
            array_agg(extract(epoch from w.start_time - w.ended) / 3600) over f
            || extract(
                epoch from w.start_time + v_window - coalesce(last_value(w.worked_until) over f, w.worked_until)
            ) / 3600 as hours
        from work as w
        window f as (
            partition by w.version order by w.start_time
            range between interval '1 microsecond' following and v_window - interval '1 microsecond' following
        )
    ),

    -- The longest rest of which so many fit into those there are: one twice as long is two.
    measured as (
        select
            r.*,
            (
                select coalesce(max(m.length), 0)
                from (
                    select h.length / n.parts as length
                    from unnest(r.hours) as h (length)
                    cross join generate_series(1, v_count) as n (parts)
                    where h.length > 0
                    order by 1 desc
                    offset v_count - 1 limit 1
                ) as m
            ) as longest
        from rested as r
        where r.schedule_date between p_from and p_to
            and (select sum(floor(greatest(h.length, 0) / v_least)) from unnest(r.hours) as h (length)) < v_count
    ),

    broken as (
        select
            m.*,
            m.nr - row_number() over (partition by m.version order by m.nr) as run
        from measured as m
    )

    select
        b.version,
        b.employee_id,
        p_rule.id,
        min(b.start_time),
        max(b.start_time) + v_window,
        round(min(b.longest), 2),
        round(sum(v_least - b.longest), 4)
    from broken as b
    group by b.version, b.employee_id, b.run;
end
$$;

comment on function sched_engine.averaged_rests(
    sched.emp_work_rules, bigint[], date, date, sched_engine.roster_version[]
) is
    'sched_engine.rests for a rule that is averaged: in the days that begin with a stretch of work of the business dates p_from to
p_to, fewer rests of the length asked for than there are windows in those days. Measured is the length of which there are so
many; a rest counts as often as that length fits into it.';
