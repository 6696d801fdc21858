-- The functions and views of the version before come from db/functions.
set local role sched_owner;

lock table sched.events, sched.webhook_deliveries, sched.webhook_endpoints in access exclusive mode;

drop view if exists api_v1.webhook_status cascade;
drop view if exists api_v1.webhook_deliveries cascade;
do $$
declare
    v_table text;
begin
    foreach v_table in array array['events', 'webhook_deliveries', 'webhook_endpoints'] loop
        execute format('drop policy in_scope on sched.%I', v_table);
        execute format('drop policy granted on sched.%I', v_table);
        execute format('alter table sched.%I disable row level security', v_table);
    end loop;
end
$$;
revoke select on sched.events, sched.webhook_deliveries, sched.webhook_endpoints from sched_views;
alter table sched.webhook_endpoints drop column last_status, drop column last_attempt_at;
drop index sched.webhook_deliveries_latest_pending;
drop index sched.webhook_deliveries_latest_delivered;
drop index sched.webhook_deliveries_latest_failed;
