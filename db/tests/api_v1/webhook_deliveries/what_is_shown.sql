-- Whoever is limited to a part sees the deliveries of the webhooks of that part, and no resource outside of it.
begin;
select plan(8);
\ir ../../small_plant.psql

select pg_temp.add_resource('OTHER', 'site', null, 'UTC') as other \gset
select pg_temp.id('LINE') as line \gset
insert into sched.webhook_subscriptions (webhook_name, url, event_types, resource_id, secret, created_by)
select n.name, 'https://example.com/', '{exception.created}', n.id, sched_engine.new_webhook_secret(), 'tests'
from (values ('line', :line), ('other', :other), ('plant', null)) as n (name, id);
delete from sched.events;
select sched_engine.emit_event('exception.created', pg_temp.id(c), '{}') from unnest('{M1,SITE,OTHER}'::text[]) as c
\g /dev/null
create function pg_temp.shown(p_limit text default 'true') returns text[] language plpgsql as $$
declare
    v_shown text[];
begin
    execute format(
        'select array_agg(concat_ws(%L, d.webhook_name, d.event_type, d.resource_code, d.resource_id) order by d.id)'
        ' from api_v1.webhook_deliveries as d where %s', ' ', p_limit
    ) into v_shown;
    return v_shown;
end
$$;

select is(cardinality(pg_temp.shown()), 6, 'all of them');
select is(cardinality(pg_temp.shown($$webhook_name = 'plant'$$)), 3, 'of a webhook');
select is(
    (select (d.state, d.attempts, d.finished_at, d.next_attempt_at is not null)::text
        from api_v1.webhook_deliveries as d order by d.id limit 1),
    '(pending,0,,t)', 'what waits'
);
update sched.webhook_deliveries set state = 'failed', finished_at = now(), attempts = 10
where id in (select max(d.id) from sched.webhook_deliveries as d);
select is(cardinality(pg_temp.shown($$state = 'failed'$$)), 1, 'of a state');
select is(cardinality(pg_temp.shown($$state in ('failed', 'pending')$$)), 6, 'or two');
select is((select d.next_attempt_at from api_v1.webhook_deliveries as d where d.state = 'failed'), null, 'not tried again');

set local role sched_admin;
select set_config('sched.scope', format('{%s}', :line), true) as scope \gset
reset role;
select is(
    (select array_agg(d.webhook_name || ' ' || coalesce(d.resource_code, '-') order by d.id) from api_v1.webhook_deliveries as d),
    '{line M1,line -}', 'a part: its own webhook, without the name of what is above'
);
select is((select array_agg(s.webhook_name) from api_v1.webhook_status as s), '{line}', 'and how that is doing');

select * from finish();
rollback;
