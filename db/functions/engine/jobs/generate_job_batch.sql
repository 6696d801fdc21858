create or replace function sched_engine.generate_job_batch(p_batch sched.job_batches)
returns text
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_started constant timestamptz := clock_timestamp();
    v_job sched.jobs;
    v_run record;
    v_state text;
    v_message text;
    v_passes boolean;
    v_gives_up boolean;
begin
    -- As it is now: it may have been cancelled while the batch was looked for.
    select j.* into v_job from sched.jobs as j where j.id = p_batch.job_id;
    if v_job.state <> 'running' then
        return 'skipped';
    end if;
    perform set_config('app.current_user', v_job.created_by, true),
        set_config('sched.traceparent', coalesce(v_job.traceparent, ''), true),
        set_config('sched.generating', 'job', true),
        set_config('sched.webhooks',
            case when v_job.arguments ->> 'notify_oee_systems' = 'false' then 'off' else 'on' end, true);
    begin
        select g.* into v_run
        from jsonb_to_record(v_job.arguments) as a (
            start_date date, end_date date, regenerate boolean, apply_holidays boolean, rewrite_past boolean
        )
        cross join lateral sched_engine.generate(
            p_batch.resource_ids, a.start_date, a.end_date, a.regenerate, a.apply_holidays, a.rewrite_past
        ) as g;
        update sched.job_batches as b
        set
            state = 'completed', started_at = v_started, finished_at = clock_timestamp(), error = null,
            next_attempt_at = null,
            inserted = v_run.inserted, updated = v_run.updated, deleted = v_run.deleted, unchanged = v_run.unchanged,
            webhook_ids = sched_engine.scheduled_webhooks()
        where b.job_id = p_batch.job_id and b.number = p_batch.number;
        perform pg_notify('sched_jobs', json_build_object('id', v_job.id, 'state', v_job.state)::text);
        return 'done';
    exception when others then
        get stacked diagnostics v_state = returned_sqlstate, v_message = message_text;
    end;

    perform sched_engine.count_generation(v_started, 'failed');
    -- A full disk and the like are mended by people, who may need a day: 150 attempts.
    v_passes := v_state like '53%' or v_state in ('40001', '40P01', '55P03', '58030');
    -- What the engine refuses will be refused again.
    v_gives_up := v_state like 'SC%' or p_batch.attempts >= case when v_passes then 149 else 2 end;
    update sched.job_batches as b
    set
        state = case when v_gives_up then 'failed' else 'queued' end::sched.job_state,
        attempts = b.attempts + 1, started_at = v_started, finished_at = clock_timestamp(),
        next_attempt_at = case
            when v_passes then clock_timestamp() + least(interval '1 s' * power(2, least(b.attempts, 10)), interval '10 min')
        end,
        error = format('%s [%s]', v_message, v_state)
    where b.job_id = p_batch.job_id and b.number = p_batch.number;
    if v_gives_up then
        update sched.jobs as j
        set state = 'failed', finished_at = clock_timestamp(),
            error = format('Batch %s: %s [%s]', p_batch.number, v_message, v_state)
        where j.id = v_job.id and j.state = 'running';
    end if;
    return case when v_gives_up then 'failed' else 'retry' end;
end
$$;

comment on function sched_engine.generate_job_batch(sched.job_batches) is
    'Generates the machines of a batch that is locked by sched_engine.claim_job_batch, in the name of whoever asked for the
job, and writes down the result; or the error: a batch is tried three times, then the job has failed. What passes (a full
disk, a lack of memory or connections, a lock) is tried again after a pause, from a second to ten minutes, for about a day.
Returns done, retry, failed or skipped.';
