begin;
select plan(3);
\ir ../../small_plant.psql

insert into sched.webhook_subscriptions (webhook_name, url, event_types, secret, created_by)
values ('mes', 'https://example.com/', '{exception.created}', sched_engine.new_webhook_secret(), 'tests')
returning id as hook \gset
select is(
    (select (p.webhook_name, p.event_type, p.state, p.attempts)::text from api_v1.ping_webhook(:hook) as p),
    '(mes,ping,pending,0)', 'its delivery'
);
select throws_ok('select api_v1.ping_webhook(0)', 'SC001', 'There is no webhook with the id 0.');
select throws_ok('select api_v1.ping_webhook(null)', 'SC016', 'No webhook is given.');

select * from finish();
rollback;
