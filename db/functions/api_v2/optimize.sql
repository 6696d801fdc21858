create or replace function api_v2.optimize(
    resource_id bigint, start_date date, end_date date, seconds integer default 30, seed integer default 1
)
returns json
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    perform sched_engine.check_given(optimize.resource_id::text, 'resource', 'Give its id as resource_id.');
    perform sched_engine.check_visible(array[optimize.resource_id]);
    return json_build_object('optimization_id', sched_engine.create_optimization(
        optimize.resource_id, optimize.start_date, optimize.end_date, optimize.seconds, optimize.seed
    ));
end
$$;

comment on function api_v2.optimize(bigint, date, date, integer, integer) is
    'Let the optimizer look for shifts that close gaps

Of the resource and everything below it, on the business dates start_date to end_date, both included, at most 92 days. It is
done by the relay, which searches for up to seconds (1 to 3600); follow it in optimizations by the id that is returned, then
read suggestions. Errors: SC001 unknown resource, SC004 period, SC016 seconds.';

grant execute on function api_v2.optimize(bigint, date, date, integer, integer) to sched_workforce_planner;
