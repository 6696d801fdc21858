-- The audit log records that a secret was changed, and neither the old nor the new one.
begin;
select plan(4);

insert into sched.webhook_subscriptions (webhook_name, url, event_types, secret, created_by)
values ('mes', 'https://mes.example.com/plan', '{schedule.changed}', 'whsec_the-first-secret-of-all', 'test');
update sched.webhook_subscriptions set secret = 'whsec_the-second-secret-of-all' where webhook_name = 'mes';
select sched_engine.rotate_webhook_secret(s.id) from sched.webhook_subscriptions as s where s.webhook_name = 'mes';

select is(
    (select array_agg(a.action order by a.id) from sched.audit_log as a where a.table_name = 'webhook_subscriptions'),
    '{INSERT,UPDATE,UPDATE}',
    'each change is recorded'
);
select is_empty(
    $$
        select a.old_values, a.new_values
        from sched.audit_log as a
        where concat(a.old_values, a.new_values) ~ 'whsec_|"(previous_)?secret"'
    $$,
    'no secret is in the log, not even the one that was replaced'
);

update sched.webhook_subscriptions set headers = '{"Authorization": "Bearer first-token", "X-Plant": "Durban"}';
update sched.webhook_subscriptions set headers = '{"Authorization": "Bearer second-token", "X-Plant": "Durban"}';
delete from sched.webhook_subscriptions;
select results_eq(
    $$
        select a.action, a.old_values ->> 'headers', a.new_values ->> 'headers'
        from sched.audit_log as a where a.table_name = 'webhook_subscriptions' order by a.id desc limit 3
    $$,
    $$
        values ('DELETE', '{"X-Plant": "not logged", "Authorization": "not logged"}', null),
        ('UPDATE', '{"X-Plant": "not logged", "Authorization": "not logged"}', '{"X-Plant": "not logged", "Authorization": "not logged"}'),
        ('UPDATE', '{}', '{"X-Plant": "not logged", "Authorization": "not logged"}')
    $$,
    'that headers were changed is recorded, and which there are'
);
select is_empty(
    $$select a.id from sched.audit_log as a where concat(a.old_values, a.new_values) ~ 'token|Durban'$$,
    'but not what they say'
);

select * from finish();
rollback;
