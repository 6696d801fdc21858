create or replace function api_v2.coverage(start_date date, end_date date, resource_ids bigint[] default null)
returns table (
    requirement_id bigint,
    resource_id bigint,
    resource_code text,
    schedule_date date,
    start_time timestamptz,
    end_time timestamptz,
    required integer,
    present integer,
    missing integer,
    surplus integer,
    missing_hours numeric
)
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    perform sched_engine.check_period(start_date, end_date);
    perform sched_engine.check_visible(resource_ids);
    return query
    select
        c.requirement_id,
        c.resource_id,
        r.resource_code::text,
        c.schedule_date,
        c.start_time,
        c.end_time,
        c.required,
        c.present,
        c.missing,
        c.surplus,
        c.missing * sched_engine.hours(c.start_time, c.end_time)
    from sched_engine.coverage(coalesce(resource_ids, sched_engine.visible_roots()), start_date, end_date) as c
    inner join sched.resources as r on r.id = c.resource_id
    order by c.resource_id, c.requirement_id, c.start_time;
end
$$;

comment on function api_v2.coverage(date, date, bigint[]) is
    'How many people are required, and how many are there

One row per requirement and maximal stretch with the same numbers, wherever somebody is required, on the business dates
start_date to end_date, both included: required, present, missing, and how many more could be there without being taken from
elsewhere (surplus). A person counts once at a time. resource_ids: at and below these; null for everything that the key may
see. Computed from the stored plan and the stored roster. Errors: SC001 unknown id, SC004 period.';

grant execute on function api_v2.coverage(date, date, bigint[])
to sched_oee_reader, sched_viewer, sched_planner, sched_admin, sched_workforce_viewer;
