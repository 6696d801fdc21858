create or replace function sched_engine.hurry_deliveries(p_subscription_id bigint)
returns bigint
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_count bigint;
begin
    update sched.webhook_deliveries as d
    set next_attempt_at = clock_timestamp()
    where d.subscription_id = p_subscription_id and d.state = 'pending' and d.next_attempt_at > clock_timestamp();
    get diagnostics v_count = row_count;
    update sched.webhook_endpoints as e
    set disabled_at = null, disabled_reason = null, open_until = null, failing_since = null, failures = 0
    where e.subscription_id = p_subscription_id;
    perform pg_notify('sched_events', '');
    return v_count;
end
$$;

comment on function sched_engine.hurry_deliveries(bigint) is
    'Forgets the failures of a webhook, so that all that waits for it is due at once. Returns how many deliveries waited for
another attempt.';
