-- Whoever rotates in a loop is told to wait; nobody who was promised a day is shut out.
begin;
select plan(5);

insert into sched.webhook_subscriptions (webhook_name, url, event_types, secret, created_by)
values ('mes', 'https://example.com/', '{exception.created}', 'the first of them all', 'tests')
returning id as hook \gset
select count(sched_engine.rotate_webhook_secret(:hook)) from generate_series(1, 9);
update sched.webhook_former_secrets
set signs_until = signs_until - interval '1 hour'
where secret = 'the first of them all';

select throws_ok(
    format('select sched_engine.rotate_webhook_secret(%s)', :hook), 'SC016',
    'Webhook mes cannot have another secret yet: 10 of the last day still sign its deliveries.', 'no eleventh'
);
select throws_ok(
    $$update api_v1.webhooks set secret = sched_engine.new_webhook_secret() where webhook_name = 'mes'$$, 'SC016', null,
    'nor by hand'
);
select is(
    (select array[cardinality(k.secrets)::text, k.secrets[10]] from (
        select sched_engine.webhook_secrets(s) as secrets from sched.webhook_subscriptions as s
    ) as k),
    array['10', 'the first of them all'], 'all of them sign'
);
update sched.webhook_former_secrets set signs_until = clock_timestamp() where secret = 'the first of them all';
select lives_ok(format('select sched_engine.rotate_webhook_secret(%s)', :hook), 'when one has ended there is room');
select is_empty(
    $$select a.* from sched.audit_log as a where concat(a.old_values, a.new_values) ~ 'whsec_|first of them'$$,
    'none of this is in the audit log'
);

select * from finish();
rollback;
