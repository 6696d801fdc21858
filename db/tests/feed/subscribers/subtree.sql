begin;
select plan(2);
\ir ../../small_plant.psql

insert into sched.webhook_subscriptions (webhook_name, url, event_types, resource_id, secret, created_by)
values
('line', 'https://example.com/', '{exception.created}', pg_temp.id('LINE'), sched_engine.new_webhook_secret(), 'tests'),
('m1', 'https://example.com/', '{exception.created}', pg_temp.id('M1'), sched_engine.new_webhook_secret(), 'tests'),
('all', 'https://example.com/', '{exception.created}', null, sched_engine.new_webhook_secret(), 'tests'),
('off', 'https://example.com/', '{exception.created}', null, sched_engine.new_webhook_secret(), 'tests');
update sched.webhook_subscriptions set is_active = false where webhook_name = 'off';
delete from sched.events;
select sched_engine.emit_event('exception.created', pg_temp.id(c), jsonb_build_object('of', c))
from unnest(array['SITE', 'LINE', 'M1', 'M2']) as c \g /dev/null
select sched_engine.emit_event('exception.created', null, '{"of": "plant"}'),
    sched_engine.emit_event('resource.changed', pg_temp.id('M1'), '{"of": "other"}') \g /dev/null
select results_eq(
    $$select s.webhook_name::text, array_agg(e.data ->> 'of' order by e.id)
    from sched.webhook_deliveries as d
    inner join sched.events as e on e.id = d.event_id
    inner join sched.webhook_subscriptions as s on s.id = d.subscription_id
    group by 1 order by 1$$,
    $$values
    ('all', '{SITE,LINE,M1,M2,plant}'::text[]), ('line', '{SITE,LINE,M1,M2,plant}'), ('m1', '{SITE,LINE,M1,plant}')$$,
    'what is at, below or above the resource'
);
insert into sched.webhook_endpoints (subscription_id, disabled_at) select id, now() from sched.webhook_subscriptions;
select sched_engine.emit_event('exception.created', null, '{}') as nobody \gset
select is((select count(*) from sched.webhook_deliveries where event_id = :nobody), 0::bigint, 'nothing for those that are disabled');

select * from finish();
rollback;
