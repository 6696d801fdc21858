create or replace function api_v1.clear_schedules(
    start_date date,
    end_date date,
    resource_ids bigint[] default null,
    resource_codes text[] default null,
    rewrite_past boolean default false
)
returns json
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_ids bigint[];
    v_done record;
begin
    perform sched_engine.check_visible(resource_ids);
    v_ids := case
        when num_nonnulls(resource_ids, resource_codes) = 0
            then array(select v.id from sched_engine.visible_resources as v)
        else coalesce(resource_ids, '{}')
            || array(select sched_http.given_resource(null, c) from unnest(resource_codes) as c)
    end;
    select c.* into v_done from sched_engine.clear_plan(v_ids, start_date, end_date, rewrite_past) as c;
    return json_build_object(
        'deleted_count', v_done.deleted,
        'resource_count', v_done.resource_count,
        'date_range', case
            when v_done.first_date is not null
                then json_build_object('start', v_done.first_date, 'end', v_done.last_date)
        end
    );
end
$$;

comment on function api_v1.clear_schedules(date, date, bigint[], text[], boolean) is
    'Remove the generated plan of machines for a range of business dates

Both dates are included; without resource_ids and resource_codes the whole plant. What has begun is kept as evidence, unless
rewrite_past; date_range says what was cleared; null: there was nothing. The dates count as not generated afterwards, and
the change feed keeps what they were. Errors: SC001 unknown, SC004 period, SC010 locked period.';

grant execute on function api_v1.clear_schedules(date, date, bigint[], text[], boolean) to sched_planner, sched_admin;
