create or replace function sched_engine.fixed_hours(
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
    v_days constant integer := coalesce(p_rule.averaged_over_days, p_rule.window_hours / 24);
    v_most constant double precision := 3600.0 * p_rule.limit_value * 24 * v_days / p_rule.window_hours;
    v_by_night constant boolean := p_rule.night_start is not null;
    v_first constant date := p_from - v_days - 4;
    v_last constant date := p_to + v_days + 3;
    v_ids constant bigint[] := p_employee_ids || array(select v.employee_id from unnest(p_versions) as v);
begin
    return query
    with work as (
        select
            w.version,
            w.employee_id,
            w.schedule_date,
            w.start_time,
            w.end_time
        from sched_engine.rule_work(p_employee_ids, v_first, v_last, p_versions) as w
        where not v_by_night
        union all
        select n.*
        from sched_engine.night_work(
            p_employee_ids, v_first, v_last, p_versions, p_rule.night_start, p_rule.night_end,
            p_rule.rule_measure = 'working_hours'
        ) as n
        where v_by_night
    ),

    homes as materialized (
        select
            w.*,
            h.time_zone
        from work as w
        inner join sched_engine.employee_homes(v_ids, v_first, v_last) as h
            on h.employee_id = w.employee_id and w.schedule_date >= h.first_date and w.schedule_date < h.end_date
    ),

    windows as materialized (
        select
            z.time_zone,
            sched_engine.wall_to_instant(d.first_date + p_rule.anchor_time, z.time_zone) as window_start,
            sched_engine.wall_to_instant(d.first_date + v_days + p_rule.anchor_time, z.time_zone) as window_end
        from (select distinct i.time_zone from homes as i) as z
        cross join (
            select
                p_rule.anchor_date::date + v_days * (
                    floor((v_first - p_rule.anchor_date)::double precision / v_days)::integer + n.nr
                ) as first_date
            from generate_series(-3, (v_last - v_first) / v_days + 4) as n (nr)
        ) as d
    ),

    -- Many people have the same stretches: each is cut at the beginnings of windows once.
    pieces as materialized (
        select
            s.time_zone,
            s.start_time,
            s.end_time,
            w.window_start,
            w.window_end,
            extract(
                epoch from least(s.end_time, w.window_end) - greatest(s.start_time, w.window_start)
            )::integer as worked
        from (select distinct i.time_zone, i.start_time, i.end_time from homes as i) as s
        inner join windows as w
            on w.time_zone = s.time_zone and w.window_start < s.end_time and w.window_end > s.start_time
    ),

    broken as (
        select
            h.version,
            h.employee_id,
            p.window_start,
            p.window_end,
            sum(p.worked) as worked
        from homes as h
        inner join pieces as p
            on p.time_zone = h.time_zone and p.start_time = h.start_time and p.end_time = h.end_time
        group by h.version, h.employee_id, p.window_start, p.window_end
        having sum(p.worked) > v_most and bool_or(h.schedule_date between p_from and p_to)
    )

    select
        b.version,
        b.employee_id,
        p_rule.id,
        b.window_start,
        b.window_end,
        round(b.worked * p_rule.window_hours / (3600.0 * 24 * v_days), 2),
        round(((b.worked - v_most) / 3600.0)::numeric, 4)
    from broken as b;
end
$$;

comment on function sched_engine.fixed_hours(
    sched.emp_work_rules, bigint[], date, date, sched_engine.roster_version[]
) is
    'Where more hours are worked than a rule of working_hours or night_hours allows in windows that follow each other from
its anchor on: whole days by the clock of the person, of 23 to 25 hours where it changes. Of those windows in which a shift
of the business dates p_from to p_to is worked.';
