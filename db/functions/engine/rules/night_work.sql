create or replace function sched_engine.night_work(
    p_employee_ids bigint[], p_from date, p_to date, p_versions sched_engine.roster_version[],
    p_night_start time, p_night_end time, p_whole_shifts boolean
)
returns table (
    version bigint,
    employee_id bigint,
    schedule_date date,
    start_time timestamptz,
    end_time timestamptz
)
language plpgsql
stable
rows 10000
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_night_shift constant interval := interval '3 hours';
    v_ids constant bigint[] := p_employee_ids || array(select v.employee_id from unnest(p_versions) as v);
begin
    return query
    with work as materialized (
        select
            w.*,
            h.time_zone
        from sched_engine.rule_work(p_employee_ids, p_from, p_to, p_versions) as w
        inner join sched_engine.employee_homes(v_ids, p_from, p_to) as h
            on h.employee_id = w.employee_id and w.schedule_date >= h.first_date and w.schedule_date < h.end_date
    ),

    nights as materialized (
        select
            z.time_zone,
            d.night_date::date as night_date,
            sched_engine.wall_to_instant(d.night_date + p_night_start, z.time_zone) as start_time,
            sched_engine.wall_to_instant(
                d.night_date + make_interval(days => (p_night_end <= p_night_start)::integer) + p_night_end, z.time_zone
            ) as end_time
        from (select distinct w.time_zone from work as w) as z
        cross join generate_series(
            (p_from - 3)::timestamp, (p_to + 3)::timestamp, interval '1 day'
        ) as d (night_date)
    ),

    -- Many people have the same stretches: each is held against the nights once.
    pieces as materialized (
        select
            s.time_zone,
            s.start_time as work_start,
            s.end_time as work_end,
            greatest(s.start_time, n.start_time) as start_time,
            least(s.end_time, n.end_time) as end_time
        from (select distinct w.time_zone, w.start_time, w.end_time from work as w) as s
        cross join generate_series(-1, 2) as k (days)
        inner join nights as n
            on n.time_zone = s.time_zone and n.night_date = (s.start_time at time zone s.time_zone)::date + k.days
        where n.start_time < s.end_time and n.end_time > s.start_time
    ),

    shifts as (
        select
            w.*,
            sum(n.hours) over (
                partition by
                    w.version, w.schedule_date, w.pattern_id, w.shift_second, w.owner_id,
                    case when w.pattern_id is null then w.change_id end
            ) as hours
        from work as w
        left join (
            select
                i.time_zone,
                i.work_start,
                i.work_end,
                sum(i.end_time - i.start_time) as hours
            from pieces as i
            group by i.time_zone, i.work_start, i.work_end
        ) as n on n.time_zone = w.time_zone and n.work_start = w.start_time and n.work_end = w.end_time
        where p_whole_shifts
    )

    select
        w.version,
        w.employee_id,
        w.schedule_date,
        p.start_time,
        p.end_time
    from work as w
    inner join pieces as p on p.time_zone = w.time_zone and p.work_start = w.start_time and p.work_end = w.end_time
    where not p_whole_shifts
    union all
    select
        s.version,
        s.employee_id,
        s.schedule_date,
        s.start_time,
        s.end_time
    from shifts as s
    where s.hours >= v_night_shift;
end
$$;

comment on function sched_engine.night_work(
    bigint[], date, date, sched_engine.roster_version[], time, time, boolean
) is
    'Of what sched_engine.rule_work gives, the parts that lie in the night by the clock of each person, from p_night_start to
p_night_end; p_whole_shifts: all stretches of the shifts that have at least 3 hours in it.';
