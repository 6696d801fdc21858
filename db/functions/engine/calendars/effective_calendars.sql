create or replace function sched_engine.effective_calendars(p_resource_ids bigint[])
returns table (resource_id bigint, calendar_ids bigint[], inherited_from bigint)
language plpgsql
stable
parallel safe
rows 100
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_default record;
begin
    select
        d.id,
        d.country_code
    into v_default
    from sched.holiday_calendars as d
    where d.is_default;

    return query
    with nearest as materialized (
        select distinct on (r.id)
            r.id as resource_id,
            p.ancestor_id as decided_by
        from sched.resources as r
        cross join unnest(r.path_ids) with ordinality as p (ancestor_id, depth)
        where r.id = any(p_resource_ids)
            and exists (select from sched.resource_calendar_assignments as c where c.resource_id = p.ancestor_id)
        order by r.id, p.depth desc
    ),

    left_to_default as (
        select z.*
        from sched_engine.effective_time_zones(array(
            select i.id
            from unnest(p_resource_ids) as i (id)
            where i.id not in (select n.resource_id from nearest as n)
        )) as z
        where v_default.country_code is not null
    ),

    -- The default calendar says nothing about the holidays of other countries.
    abroad as (
        select l.resource_id
        from (select distinct d.time_zone from left_to_default as d) as z
        cross join lateral (
            select from sched.zone_countries as k
            where k.zone_name = z.time_zone and k.country_code <> v_default.country_code
            limit 1
        ) as k
        inner join left_to_default as l on l.time_zone = z.time_zone
    )

    select
        i.id,
        coalesce(
            (
                select array_agg(c.calendar_id order by c.priority)
                from sched.resource_calendar_assignments as c
                where c.resource_id = n.decided_by
            ),
            case when i.id in (select a.resource_id from abroad as a) then '{}' else array_remove(array[v_default.id], null) end
        ),
        nullif(n.decided_by, i.id)
    from unnest(p_resource_ids) as i (id)
    left join nearest as n on n.resource_id = i.id;
end
$$;

comment on function sched_engine.effective_calendars(bigint[]) is
    'Holiday calendars of each resource in order of priority: those of the nearest resource on the path to the root
that has any (inherited_from, null when it is the resource itself), else the default calendar, unless the time zone is of
another country than that.';
