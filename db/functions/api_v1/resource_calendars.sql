create or replace function api_v1.resource_calendars(resource_id bigint default null, resource_code text default null)
returns table (
    priority integer,
    calendar_id bigint,
    calendar_code text,
    calendar_name text,
    is_inherited boolean,
    inherited_from_id bigint,
    inherited_from_code text,
    is_default boolean
)
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_resource_id constant bigint := sched_http.given_resource(
        resource_calendars.resource_id, resource_calendars.resource_code
    );
begin
    return query
    select
        k.priority::integer,
        c.id,
        c.calendar_code::text,
        c.calendar_name::text,
        e.inherited_from is not null,
        e.inherited_from,
        i.resource_code::text,
        c.is_default
    from sched_engine.effective_calendars(array[v_resource_id]) as e
    cross join lateral unnest(e.calendar_ids) with ordinality as k (id, priority)
    inner join sched.holiday_calendars as c on c.id = k.id
    left join sched.resources as i on i.id = e.inherited_from
    order by k.priority;
end
$$;

comment on function api_v1.resource_calendars(bigint, text) is
    'The holiday calendars a resource observes, its own or inherited, in order of priority

With none of its own and none above it: the default calendar, unless the time zone is in another country. Errors: SC001
unknown, SC016 no resource given.';

grant execute on function api_v1.resource_calendars(bigint, text) to sched_viewer, sched_planner, sched_admin;
