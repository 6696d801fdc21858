begin;
select plan(9);
\ir ../../small_plant.psql

create function pg_temp.status(p_check text) returns text language sql as $$
    select h.status from sched_engine.health_checks() as h where h.check_name = p_check
$$;

select results_eq(
    'select h.check_name, h.status from sched_engine.health_checks() as h',
    $$values
        ('database', 'ok'), ('pattern_library', 'ok'), ('schedule_generation', 'failing'), ('webhook_delivery', 'ok')$$,
    'machines without a plan for today'
);
set local sched.now = '2025-03-10 08:00Z';
select pg_temp.assign('SITE', '24_7', '2025-01-01') as assignment \gset
select count(*) from sched_engine.generate(null, '2025-03-10', '2025-03-12') \gset
select is(pg_temp.status('schedule_generation'), 'degraded', 'the plan ends in three days');
select count(*) from sched_engine.generate(null, '2025-03-13', '2025-03-20') \gset
select is(pg_temp.status('schedule_generation'), 'ok', 'a plan for more than a week');

insert into sched.stale_dates (resource_id, dates, cause, changed_by, marked_at)
values (pg_temp.id('SITE'), '[2025-03-11,2025-03-12)', '{}', 'test', clock_timestamp() - interval '400 s');
select is(pg_temp.status('schedule_generation'), 'degraded', 'an edit waits for minutes');
update sched.stale_dates set marked_at = clock_timestamp() - interval '1000 s';
select is(pg_temp.status('schedule_generation'), 'failing', 'an edit waits for a quarter of an hour');

update sched.operating_patterns set is_visible = false where pattern_code = 'TWO_SHIFT';
select is(pg_temp.status('pattern_library'), 'failing', 'a built-in pattern is hidden');

insert into sched.webhook_subscriptions (webhook_name, url, secret, event_types, created_by)
values ('mes', 'https://example.com/', 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', '{schedule.changed}', 'test');
insert into sched.webhook_endpoints (subscription_id, open_until)
select s.id, clock_timestamp() + interval '1 minute' from sched.webhook_subscriptions as s
on conflict (subscription_id) do update set open_until = excluded.open_until;
select is(pg_temp.status('webhook_delivery'), 'degraded', 'a breaker is open');

select is(
    (select h.checks - 'database' from api_v1.health as h),
    '{"pattern_library": "failing", "schedule_generation": "failing", "webhook_delivery": "degraded"}'::jsonb,
    'the API says the same in words'
);
select is_empty(
    $$select h.check_name from sched_engine.health_checks() as h where (h.status = 'ok') <> (h.remedy is null)$$,
    'there is a remedy for all that is ill, and for nothing else'
);

select * from finish();
rollback;
