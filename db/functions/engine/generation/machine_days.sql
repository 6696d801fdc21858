create or replace function sched_engine.machine_days(
    p_resource_ids bigint[], p_from date, p_to date, p_regenerate boolean default true
)
returns bigint
language sql
stable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
    select coalesce(sum(
        case when p_regenerate or g.dates is null then p_to - p_from + 1 else m.days end
    ), 0)::bigint
    from unnest(sched_engine.schedulable_resources(p_resource_ids)) as i (id)
    left join sched.generated_dates as g on g.resource_id = i.id
    cross join lateral (
        select coalesce(sum(upper(d.part) - lower(d.part)), 0) as days
        from unnest(datemultirange(daterange(p_from, p_to, '[]')) - g.dates) as d (part)
    ) as m
$$;

comment on function sched_engine.machine_days(bigint[], date, date, boolean) is
    'Size of a generation: scheduled machines among these resources (NULL: all) times days; without p_regenerate only days
that have not been generated.';
