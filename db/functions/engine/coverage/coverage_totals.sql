create or replace function sched_engine.coverage_totals(
    p_level sched.resource_type, p_resource_ids bigint[], p_from date, p_to date
)
returns table (
    resource_id bigint, schedule_date date, required_hours numeric, present_hours numeric, missing_hours numeric,
    most_missing integer
)
language plpgsql
stable
parallel restricted
rows 1000
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    return query
    with stretches as materialized (
        select
            u.id as resource_id,
            c.*
        from sched_engine.coverage(p_resource_ids, p_from, p_to) as c (
            requirement_id, at_id, schedule_date, start_time, end_time, required, present, missing, surplus
        )
        inner join sched.resources as r on r.id = c.at_id
        cross join lateral unnest(r.path_ids) as u (id)
        inner join sched.resources as h on h.id = u.id and h.resource_type = p_level
    ),

    steps as (
        select
            s.resource_id,
            s.schedule_date,
            sum(sum(i.step)) over (partition by s.resource_id, s.schedule_date order by i.at) as missing
        from stretches as s
        cross join lateral (values (s.start_time, s.missing), (s.end_time, -s.missing)) as i (at, step)
        group by s.resource_id, s.schedule_date, i.at
    ),

    most as (
        select
            m.resource_id,
            m.schedule_date,
            max(m.missing)::integer as missing
        from steps as m
        group by m.resource_id, m.schedule_date
    )

    select
        s.resource_id,
        s.schedule_date,
        sum(s.required * sched_engine.hours(s.start_time, s.end_time)),
        sum(s.present * sched_engine.hours(s.start_time, s.end_time)),
        sum(s.missing * sched_engine.hours(s.start_time, s.end_time)),
        min(m.missing)
    from stretches as s
    inner join most as m on m.resource_id = s.resource_id and m.schedule_date = s.schedule_date
    group by s.resource_id, s.schedule_date;
end
$$;

comment on function sched_engine.coverage_totals(sched.resource_type, bigint[], date, date) is
    'Coverage by resource of a level of the plant and business date: person-hours required, present and missing of all that is
required at and below it, and how many are missing at most at once. p_resource_ids: of requirements at or below these
(null: everywhere). What is required above the level is in no total.';
