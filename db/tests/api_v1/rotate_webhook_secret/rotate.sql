begin;
select plan(4);
\ir ../../small_plant.psql

insert into sched.webhook_subscriptions (webhook_name, url, event_types, secret, created_by)
values ('mes', 'https://example.com/', '{exception.created}', 'the one before it', 'tests')
returning id as hook \gset
select api_v1.rotate_webhook_secret(:hook) as told \gset
select ok(sched_engine.is_webhook_secret(:'told'::jsonb ->> 'secret'), 'a secret');
select is(
    (select sched_engine.webhook_secrets(s) from sched.webhook_subscriptions as s),
    array[:'told'::jsonb ->> 'secret', 'the one before it'], 'it signs, and the one before too'
);
select is(
    (select f.signs_until from sched.webhook_former_secrets as f),
    (:'told'::jsonb ->> 'previous_secret_until')::timestamptz, 'until then'
);
select throws_ok('select api_v1.rotate_webhook_secret(0)', 'SC001', null, 'a webhook that there is not');

select * from finish();
rollback;
