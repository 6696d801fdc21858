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
set search_path = ''
as $$
declare
    v_started constant timestamptz := clock_timestamp();
    v_size constant integer := sched_engine.setting_int('schedule_generation_batch_size', 1000);
    v_unknown bigint[];
    v_ids bigint[];
    v_run record;
    v_inserted bigint := 0;
    v_updated bigint := 0;
    v_deleted bigint := 0;
    v_unchanged bigint := 0;
begin
    perform sched_engine.check_period(start_date, end_date);
    v_unknown := array(select unnest(resource_ids) except select r.id from sched.resources as r order by 1);
    if v_unknown <> '{}' then
        raise exception using
            errcode = 'SC001',
            message = format('There is no resource with the id %s.', array_to_string(v_unknown[:5], ', ')),
            hint = 'List the resources and use the ids shown there.';
    end if;

    -- All at once when only missing dates are filled in; in batches when differences are collected in memory.
    v_ids := coalesce(resource_ids, array(select r.id from sched.resources as r order by r.id));
    for v_run in
        select b.ids, g.*
        from (
            select array_agg(i.id order by i.id) as ids
            from (select u.id, row_number() over (order by u.id) as nr from unnest(v_ids) as u (id)) as i
            group by (i.nr - 1) / v_size
            order by min(i.id)
        ) as b
        cross join lateral sched_engine.generate(
            b.ids, start_date, end_date, regenerate, apply_holidays, rewrite_past
        ) as g
    loop
        v_inserted := v_inserted + v_run.inserted;
        v_updated := v_updated + v_run.updated;
        v_deleted := v_deleted + v_run.deleted;
        v_unchanged := v_unchanged + v_run.unchanged;
    end loop;

    if notify_oee_systems and v_inserted + v_updated + v_deleted > 0 then
        perform pg_notify('sched_generated', json_build_object('start', start_date, 'end', end_date)::text);
    end if;

    return json_build_object(
        'generated_count', v_inserted + v_updated,
        'resource_count', cardinality(sched_engine.schedulable_resources(resource_ids)),
        'date_range', json_build_object('start', start_date, 'end', end_date),
        'generation_time_ms', round(extract(epoch from clock_timestamp() - v_started) * 1000),
        'scheduled_webhooks', 0,
        'inserted', v_inserted,
        'updated', v_updated,
        'deleted', v_deleted,
        'unchanged', v_unchanged
    );
end
$$;

comment on function api_v1.generate_schedules(date, date, bigint[], boolean, boolean, boolean, boolean) is
    'Generate the plan of machines for a range of business dates

Fills in the dates from start_date to end_date (both included) that have not been generated; with regenerate, rows that
differ from the present patterns, calendars and exceptions are changed too; shifts that have begun only by exceptions,
unless rewrite_past. resource_ids: null for the whole plant.
Returns counts of rows; generated_count is inserted plus updated. With notify_oee_systems, listeners of the channel
sched_generated are told when rows were written.';

grant execute on function api_v1.generate_schedules(date, date, bigint[], boolean, boolean, boolean, boolean)
to sched_planner, sched_admin;
