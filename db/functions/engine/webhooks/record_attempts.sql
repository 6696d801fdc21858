create or replace function sched_engine.record_attempts(p_subscription_id bigint, p_attempts jsonb)
returns void
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_most constant integer := sched_engine.setting_int('webhook_retry_attempts', 10);
    v_now constant timestamptz := clock_timestamp();
    v_failed integer;
    v_accepted integer;
    v_gone boolean;
    v_status smallint;
begin
    -- An answer that came is recorded, whoever holds the claim by now; a failure once, should it be told twice because the
    -- answer of the first call was lost.
    with attempts as (
        select a.*
        from jsonb_to_recordset(p_attempts) as a (
            delivery_id bigint, accepted boolean, status smallint, duration_ms integer, answer text,
            retry_after double precision, attempts smallint
        )
    ),

    recorded as (
        update sched.webhook_deliveries as d
        set attempts = d.attempts + 1,
            state = case
                when a.accepted then 'delivered' when d.attempts + 1 >= v_most then 'failed' else 'pending'
            end::sched.delivery_state,
            finished_at = case when a.accepted or d.attempts + 1 >= v_most then clock_timestamp() end,
            next_attempt_at = clock_timestamp() + greatest(
                sched_engine.retry_delay(d.attempts + 1), make_interval(secs => coalesce(a.retry_after, 0))
            ),
            status = a.status,
            duration_ms = a.duration_ms,
            answer = a.answer
        from attempts as a
        where d.id = a.delivery_id and d.subscription_id = p_subscription_id and d.state = 'pending'
            and (a.accepted or d.attempts = coalesce(a.attempts, d.attempts))
        returning d.id, a.accepted, a.status
    )

    select
        count(*) filter (where not r.accepted),
        count(*) filter (where r.accepted),
        coalesce(bool_or(r.status = 410), false),
        (array_agg(r.status order by r.id desc))[1]
    into v_failed, v_accepted, v_gone, v_status
    from recorded as r;

    -- Requests that were under way when the breaker opened do not open it for longer; then each probe does.
    update sched.webhook_endpoints as e
    set failures = f.failures,
        last_attempt_at = v_now,
        last_status = v_status,
        failing_since = case when v_accepted = 0 then coalesce(e.failing_since, v_now) end,
        open_until = case
            when f.failures < 5 then null
            when e.open_until > v_now then e.open_until
            else v_now + least(interval '10 s' * power(2, least(f.failures - 5, 6)), interval '10 min')
        end,
        disabled_at = case when v_gone or f.is_hopeless then coalesce(e.disabled_at, v_now) end,
        disabled_reason = case
            when v_gone then 'The endpoint answered 410 Gone.'
            when f.is_hopeless then 'Nothing was accepted for five days.'
        end
    from (
        select
            case
                when v_accepted > 0 then 0
                when i.open_until > v_now then i.failures
                when i.failures < 5 then least(i.failures + v_failed, 5)
                else i.failures + 1
            end as failures,
            v_accepted = 0 and coalesce(i.failing_since < v_now - interval '5 days', false) as is_hopeless
        from sched.webhook_endpoints as i
        where i.subscription_id = p_subscription_id
        for update
    ) as f
    where e.subscription_id = p_subscription_id and v_accepted + v_failed > 0;
end
$$;

comment on function sched_engine.record_attempts(bigint, jsonb) is
    'Records what became of deliveries to a webhook: an array of {delivery_id, accepted, status, duration_ms, answer,
retry_after (seconds), attempts (before this one)}. What was not accepted is tried again later; five failures on end open the breaker (open_until),
410 or five days of failures disable the webhook.';

grant execute on function sched_engine.record_attempts(bigint, jsonb) to sched_relay;
