-- One that the system disabled is enabled by writing is_active, and by nothing else.
begin;
select plan(6);
\ir ../../small_plant.psql

insert into sched.webhook_subscriptions (webhook_name, url, event_types, secret, created_by)
values ('mes', 'https://example.com/', '{exception.created}', sched_engine.new_webhook_secret(), 'tests')
returning id as hook \gset
delete from sched.events;
select sched_engine.emit_event('exception.created', pg_temp.id('M1'), '{}') \g /dev/null
create procedure pg_temp.disable() language sql as $$
    delete from sched.webhook_endpoints;
    insert into sched.webhook_endpoints (subscription_id, failures, disabled_at, disabled_reason)
    select s.id, 9, now(), 'Gone.' from sched.webhook_subscriptions as s;
    update sched.webhook_deliveries set next_attempt_at = now() + interval '1 day';
$$;
create function pg_temp.told() returns text language sql as $$
    select concat_ws(' ', s.state, s.failures, s.reason, (
        select count(*) from sched.webhook_deliveries as d where d.next_attempt_at <= clock_timestamp()
    ) || ' due') from api_v1.webhook_status as s
$$;

call pg_temp.disable();
update api_v1.webhooks set webhook_name = 'erp' where id = :hook;
select is(pg_temp.told(), 'disabled 9 Gone. 0 due', 'another name');
update api_v1.webhooks set is_active = true where id = :hook;
select is(pg_temp.told(), 'ok 0 1 due', 'is_active');
call pg_temp.disable();
update api_v1.webhooks set is_active = false where id = :hook;
update api_v1.webhooks set is_active = true where id = :hook;
select is(pg_temp.told(), 'ok 0 1 due', 'also after it was switched off');
update api_v1.webhooks set is_active = false where id = :hook;
select is(pg_temp.told(), 'disabled 0 1 due', 'a person disabled it: without a reason');
update api_v1.webhooks set is_active = true where id = :hook;
call pg_temp.disable();
update sched.webhook_endpoints set disabled_at = null, disabled_reason = null;
select is(pg_temp.told(), 'failing 9 0 due', 'one that fails');
update api_v1.webhooks set headers = '{"X-Key": "new"}' where id = :hook;
select is(pg_temp.told(), 'ok 0 1 due', 'is tried at once with what was changed');

select * from finish();
rollback;
