-- Headers of the relay cannot be replaced; a webhook that has one from before that can still be changed.
begin;
select plan(7);

insert into sched.webhook_subscriptions (webhook_name, url, secret, headers, created_by)
values ('old', 'https://example.com/', sched_engine.new_webhook_secret(), '{"Traceparent": "x"}', 'tests');

select throws_like(
    format(
        $$insert into api_v1.webhooks (webhook_name, url, secret, headers)
        values ('new', 'https://example.com/', 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', '{"%s": "x"}')$$, h.name
    ),
    'Webhook new: its headers may not replace those of the relay and of the connection.', h.name
)
from unnest(array['Traceparent', 'tracestate', 'webhook-id', 'Host']) as h (name);
select lives_ok(
    $$insert into api_v1.webhooks (webhook_name, url, secret, headers)
    values ('new', 'https://example.com/', 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', '{"X-Trace": "x"}')$$, 'others can be given'
);
select lives_ok($$update api_v1.webhooks set is_active = false where webhook_name = 'old'$$, 'what is there already stays');
select throws_ok(
    $$update api_v1.webhooks set headers = '{"Traceparent": "y"}' where webhook_name = 'old'$$, 'SC016', null, 'and is not replaced'
);

select * from finish();
rollback;
