create or replace function sched_engine.planned_coverage(
    p_requirement_ids bigint[], p_from timestamptz, p_to timestamptz, p_are_connected boolean default false
)
returns table (
    requirement_id bigint, schedule_date date, start_time timestamptz, end_time timestamptz,
    required integer, present integer, surplus integer
)
language plpgsql
stable
parallel restricted
rows 10000
set search_path = pg_catalog, pg_temp
set work_mem = '64MB'
set plan_cache_mode = 'force_generic_plan'
as $$
#variable_conflict use_column
begin
    -- The plans that are kept are made for a few.
    if p_requirement_ids is null or cardinality(p_requirement_ids) > 50 then
        perform set_config('plan_cache_mode', 'force_custom_plan', true);
    end if;
    return query
    with network as materialized (
        select
            n.component,
            n.events,
            (n.component).component as nr
        from sched_engine.coverage_network(p_requirement_ids, p_from, p_to, p_are_connected) as n
    ),

    states as materialized (
        select
            n.nr,
            s.*
        from network as n
        cross join lateral sched_engine.coverage_states(n.component, n.events) as s
    ),

    -- What is needed and who is there repeats from day to day: each of it is matched once.
    matched as materialized (
        select
            d.nr,
            d.demand,
            d.supply,
            m.*
        from (select distinct s.nr, s.demand, s.supply from states as s) as d
        inner join network as n on n.nr = d.nr
        cross join lateral sched_engine.matched_people(
            d.demand, d.supply, (n.component).requirements, (n.component).edge_places, (n.component).edge_staff
        ) as m
    ),

    stretches as materialized (
        select
            r.requirement_id,
            s.schedule_dates[r.nr] as schedule_date,
            s.start_time,
            s.end_time,
            m.required[r.nr] as required,
            m.present[r.nr] as present,
            m.surplus[r.nr] as surplus
        from states as s
        inner join matched as m on m.nr = s.nr and m.demand = s.demand and m.supply = s.supply
        inner join network as n on n.nr = s.nr
        cross join lateral unnest((n.component).requirement_ids) with ordinality as r (requirement_id, nr)
        where m.required[r.nr] > 0
    )

    select
        i.requirement_id,
        i.schedule_date,
        min(i.start_time),
        max(i.end_time),
        i.required,
        i.present,
        i.surplus
    from (
        select
            n.*,
            sum(n.begins) over (partition by n.requirement_id order by n.start_time) as island
        from (
            select
                t.*,
                case when
                    row(t.start_time, t.schedule_date, t.required, t.present, t.surplus) is not distinct from
                    lag(row(t.end_time, t.schedule_date, t.required, t.present, t.surplus)) over w
                    then 0 else 1 end as begins
            from stretches as t
            window w as (partition by t.requirement_id order by t.start_time)
        ) as n
    ) as i
    group by i.requirement_id, i.island, i.schedule_date, i.required, i.present, i.surplus;
end
$$;

comment on function sched_engine.planned_coverage(bigint[], timestamptz, timestamptz, boolean) is
    'How many people are required and present, from the stored plan of the machines and the stored roster, for these
requirements (null: all) and all that are connected with them, within [p_from, p_to), cut there. One row per maximal
stretch with the same numbers and business date, wherever somebody is required. p_are_connected: these are all that are connected, which is not looked up again. Pure:
writes nothing.';
