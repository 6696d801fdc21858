create or replace function api_v2.gaps_as_known(
    start_date date, end_date date, known_at timestamptz, resource_ids bigint[] default null
)
returns table (
    requirement_id bigint,
    resource_id bigint,
    schedule_date date,
    start_time timestamptz,
    end_time timestamptz,
    required integer,
    present integer,
    opened_at timestamptz,
    closed_at timestamptz
)
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    perform sched_engine.check_visible(resource_ids);
    perform sched_engine.check_given(known_at::text, 'time', 'Give an instant, e.g. 2026-12-01T10:00:00Z.', 'SC004');
    return query
    select c.*
    from sched_engine.gaps_as_known(resource_ids, start_date, end_date, known_at) as c
    inner join sched_engine.visible_resources as v on v.id = c.resource_id
    order by c.requirement_id, c.start_time;
end
$$;

comment on function api_v2.gaps_as_known(date, date, timestamptz, bigint[]) is
    'Where people were missing, as it was told at a past moment

The gaps of the business dates start_date to end_date, both included, that stood at known_at, by the requirements of then;
closed_at: when each was closed or became another since. resource_ids: null for everything that the key may see. Errors:
SC001 unknown resource, SC004 period.';

grant execute on function api_v2.gaps_as_known(date, date, timestamptz, bigint[])
to sched_oee_reader, sched_viewer, sched_planner, sched_workforce_viewer, sched_admin;
