-- A new secret has one form; one that was registered before that stays, and signs as it did.
begin;
select plan(7);

insert into api_v1.webhooks (webhook_name, url, secret)
values ('new', 'https://example.com/', 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw');
insert into sched.webhook_subscriptions (webhook_name, url, secret, created_by)
values ('old', 'https://example.com/', 'a plain text of its own', 'tests');

select throws_like(
    $$insert into api_v1.webhooks (webhook_name, url, secret) values ('x', 'https://example.com/', 'at least sixteen characters')$$,
    'Webhook x: its secret must be whsec_ and the base64 of 24 to 64 bytes.', 'no plain text'
);
select throws_ok(
    $$insert into api_v1.webhooks (webhook_name, url) values ('x', 'https://example.com/')$$, 'SC016', null, 'nor none'
);
select throws_ok($$insert into api_v1.webhooks (webhook_name) values ('x')$$, 'SC016', null, 'nor is there one without a url');
select throws_ok(
    $$update api_v1.webhooks set secret = 'another plain text of its own' where webhook_name = 'old'$$, 'SC016', null,
    'a plain text is not replaced by another'
);
select lives_ok(
    $$update api_v1.webhooks set secret = 'a plain text of its own', is_active = false where webhook_name = 'old'$$,
    'given as it was, it stays'
);
update api_v1.webhooks set is_active = true where webhook_name = 'old';
select is(
    (select sched_engine.webhook_secrets(s) from sched.webhook_subscriptions as s where s.webhook_name = 'old'),
    array['a plain text of its own'], 'and so it does when something else is changed'
);
update api_v1.webhooks set secret = sched_engine.new_webhook_secret() where webhook_name = 'old';
select is(
    (select (sched_engine.webhook_secrets(s))[2] from sched.webhook_subscriptions as s where s.webhook_name = 'old'),
    'a plain text of its own', 'replaced, it signs for another day'
);

select * from finish();
rollback;
