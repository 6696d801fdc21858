create or replace function sched_engine.effective_calendars(p_resource_ids bigint[])
returns table (resource_id bigint, calendar_ids bigint[], inherited_from bigint)
language plpgsql
stable
parallel safe
set search_path = ''
as $$
#variable_conflict use_column
begin
    return query
    with nearest as (
        select distinct on (r.id)
            r.id as resource_id,
            p.ancestor_id as decided_by
        from sched.resources as r
        cross join unnest(r.path_ids) with ordinality as p (ancestor_id, depth)
        where r.id = any(p_resource_ids)
            and exists (select from sched.resource_calendar_assignments as c where c.resource_id = p.ancestor_id)
        order by r.id, p.depth desc
    )

    select
        i.id,
        coalesce(
            (
                select array_agg(c.calendar_id order by c.priority)
                from sched.resource_calendar_assignments as c
                where c.resource_id = n.decided_by
            ),
            array(select d.id from sched.holiday_calendars as d where d.is_default)
        ),
        nullif(n.decided_by, i.id)
    from unnest(p_resource_ids) as i (id)
    left join nearest as n on n.resource_id = i.id;
end
$$;

comment on function sched_engine.effective_calendars(bigint[]) is
    'Holiday calendars of each resource in the order they are asked: those of the nearest resource on the path to the root
that has any (inherited_from, null when it is the resource itself), else the default calendar.';
