-- Whoever has a secret that was the present one within a day can verify, however often it was replaced since, and how.
begin;
select plan(6);

create function pg_temp.secrets() returns text[] language sql as $$
    select array(
        select case when s.secret in ('whsec_bMfKQ9r8GKYqrTwjUPD8ILPZIo2LaLas', 'the first of them all') then s.secret else 'made' end
        from sched.webhook_subscriptions as w
        cross join unnest(sched_engine.webhook_secrets(w)) with ordinality as s (secret, nr)
        order by s.nr
    )
$$;
insert into sched.webhook_subscriptions (webhook_name, url, event_types, secret, created_by)
values ('mes', 'https://example.com/', '{exception.created}', 'the first of them all', 'tests')
returning id as hook \gset

select sched_engine.rotate_webhook_secret(:hook);
update api_v1.webhooks set secret = 'whsec_bMfKQ9r8GKYqrTwjUPD8ILPZIo2LaLas' where webhook_name = 'mes';
select sched_engine.rotate_webhook_secret(:hook);
select is(
    pg_temp.secrets(), '{made,whsec_bMfKQ9r8GKYqrTwjUPD8ILPZIo2LaLas,made,the first of them all}',
    'rotated or replaced by hand, the latest first'
);
update api_v1.webhooks set url = 'https://example.com/else' where webhook_name = 'mes';
select is(cardinality(pg_temp.secrets()), 4, 'another edit changes nothing of it');

update sched.webhook_former_secrets set signs_until = clock_timestamp() where secret = 'the first of them all';
select is(
    pg_temp.secrets(), '{made,whsec_bMfKQ9r8GKYqrTwjUPD8ILPZIo2LaLas,made}', 'after its day it signs no more'
);
update api_v1.webhooks set secret = 'whsec_bMfKQ9r8GKYqrTwjUPD8ILPZIo2LaLas' where webhook_name = 'mes';
select is(
    pg_temp.secrets(), '{whsec_bMfKQ9r8GKYqrTwjUPD8ILPZIo2LaLas,made,made}', 'one that comes back signs once'
);
select is_empty(
    $$select from sched.webhook_former_secrets as f where f.secret = 'the first of them all'$$, 'and what has ended is gone'
);
delete from sched.webhook_subscriptions;
select is_empty('select from sched.webhook_former_secrets', 'as all are that belonged to a webhook that is removed');

select * from finish();
rollback;
