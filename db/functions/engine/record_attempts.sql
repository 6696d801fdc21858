create or replace function sched_engine.record_attempts(p_subscription_id bigint, p_attempts jsonb)
returns void
language plpgsql
volatile
set search_path = ''
as $$
declare
    v_most constant integer := sched_engine.setting_int('webhook_retry_attempts', 10);
    v_failed integer;
    v_accepted integer;
    v_gone boolean;
begin
    -- An answer that came is recorded, whoever holds the claim by now.
    with attempts as (
        select a.*
        from jsonb_to_recordset(p_attempts) as a (
            delivery_id bigint, accepted boolean, status smallint, duration_ms integer, answer text, retry_after double precision
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
        returning a.accepted
    )

    select
        count(*) filter (where not a.accepted),
        count(*) filter (where a.accepted),
        coalesce(bool_or(a.status = 410), false)
    into v_failed, v_accepted, v_gone
    from attempts as a
    where (select count(*) from recorded) >= 0;

    update sched.webhook_endpoints as e
    set failures = case when v_accepted > 0 then 0 else e.failures + v_failed end,
        failing_since = case when v_accepted = 0 then coalesce(e.failing_since, clock_timestamp()) end,
        open_until = case
            when v_accepted = 0 and e.failures + v_failed >= 5
                then clock_timestamp() + least(interval '10 s' * power(2, least(e.failures + v_failed - 5, 6)), interval '10 min')
        end,
        disabled_at = case
            when v_gone or v_accepted = 0 and e.failing_since < clock_timestamp() - interval '5 days' then clock_timestamp()
        end,
        disabled_reason = case
            when v_gone then 'The endpoint answered 410 Gone.'
            when v_accepted = 0 and e.failing_since < clock_timestamp() - interval '5 days'
                then 'Nothing was accepted for five days.'
        end
    where e.subscription_id = p_subscription_id and (v_accepted > 0 or v_failed > 0);
end
$$;

comment on function sched_engine.record_attempts(bigint, jsonb) is
    'Records what became of deliveries to a webhook: an array of {delivery_id, accepted, status, duration_ms, answer,
retry_after (seconds)}. What was not accepted is tried again later; five failures on end open the breaker (open_until),
410 or five days of failures disable the webhook.';
