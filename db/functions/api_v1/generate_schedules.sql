create or replace function api_v1.generate_schedules(
    start_date date,
    end_date date,
    resource_ids bigint[] default null,
    regenerate boolean default false,
    apply_holidays boolean default true,
    notify_oee_systems boolean default true,
    rewrite_past boolean default false
)
returns json
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
set statement_timeout = '120s'
as $$
declare
    v_started constant timestamptz := clock_timestamp();
    v_ids constant bigint[] := coalesce(resource_ids, array(select v.id from sched_engine.visible_resources as v));
    v_regenerate constant boolean := coalesce(regenerate, false);
    v_holidays constant boolean := coalesce(apply_holidays, true);
    v_past constant boolean := coalesce(rewrite_past, false);
    v_run record;
begin
    perform sched_engine.check_period(start_date, end_date);
    perform sched_engine.check_visible(resource_ids);
    if sched_http.answers_later(v_ids, start_date, end_date, v_regenerate) then
        return sched_http.answer_with_job(sched_engine.create_generation_job(
            v_ids, start_date, end_date, v_regenerate, v_holidays, v_past, coalesce(notify_oee_systems, true)
        ));
    end if;

    perform set_config('sched.webhooks', case when notify_oee_systems is false then 'off' else 'on' end, true);
    select g.* into v_run
    from sched_engine.generate_in_place(v_ids, start_date, end_date, v_regenerate, v_holidays, v_past) as g;
    perform set_config('sched.webhooks', 'on', true);
    if coalesce(notify_oee_systems, true) and v_run.inserted + v_run.updated + v_run.deleted > 0 then
        perform pg_notify('sched_generated', json_build_object('start', start_date, 'end', end_date)::text);
    end if;
    return json_build_object(
        'generated_count', v_run.inserted + v_run.updated,
        'resource_count', cardinality(sched_engine.schedulable_resources(v_ids)),
        'date_range', json_build_object('start', start_date, 'end', end_date),
        'generation_time_ms', round(extract(epoch from clock_timestamp() - v_started) * 1000),
        'scheduled_webhooks', cardinality(sched_engine.scheduled_webhooks()),
        'inserted', v_run.inserted,
        'updated', v_run.updated,
        'deleted', v_run.deleted,
        'unchanged', v_run.unchanged
    );
end
$$;

comment on function api_v1.generate_schedules(date, date, bigint[], boolean, boolean, boolean, boolean) is
    'Generate the plan of machines for a range of business dates

Fills in the dates from start_date to end_date (both included) that have not been generated; with regenerate, rows that
differ from the present patterns, calendars and exceptions are changed too, but in shifts that have begun only by exceptions,
unless rewrite_past. resource_ids: null for the whole plant, or for the part that the key is limited to.
Returns counts of rows; generated_count is inserted plus updated. With notify_oee_systems, webhooks are told of it
(scheduled_webhooks: how many) and listeners of the channel sched_generated, when rows were written.
A large generation, or one asked for with the header "Prefer: respond-async", becomes a job: the answer is 202 with its
job_id and the URL of its progress and result, also in Location.';

grant execute on function api_v1.generate_schedules(date, date, bigint[], boolean, boolean, boolean, boolean)
to sched_planner, sched_admin;
