create or replace function api_v1.assign_calendars(
    resource_id bigint default null,
    resource_code text default null,
    calendar_ids bigint[] default null,
    calendar_codes text[] default null
)
returns setof api_v1.calendar_assignments
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_resource_id constant bigint := sched_http.given_resource(resource_id, resource_code);
begin
    if num_nonnulls(calendar_ids, calendar_codes) <> 1 then
        perform sched_engine.refuse('SC016', 'The calendars are not given.',
            'Give an array calendar_ids or calendar_codes; an empty one to inherit again.');
    end if;
    perform sched_engine.assign_calendars(v_resource_id, array(
        select c.id
        from (
            select sched_http.given_calendar(i.id, null) as id, i.nr from unnest(calendar_ids) with ordinality as i (id, nr)
            union all
            select sched_http.given_calendar(null, i.code), i.nr
            from unnest(calendar_codes) with ordinality as i (code, nr)
        ) as c
        order by c.nr
    ));
    return query
    select a.* from api_v1.calendar_assignments as a where a.resource_id = v_resource_id order by a.priority;
end
$$;

comment on function api_v1.assign_calendars(bigint, text, bigint[], text[]) is
    'Assign holiday calendars to a resource and to everything below it that has none of its own

In order of priority; they replace those it had. An empty array: it inherits again. Returns the assignments.
Errors: SC001 unknown, SC016 no resource or no calendars given.';

grant execute on function api_v1.assign_calendars(bigint, text, bigint[], text[]) to sched_planner, sched_admin;
