-- A page costs as much as its rows, wherever among many others they are; also with a plan that serves any state.
begin;
select plan(9);
\ir ../../small_plant.psql

insert into sched.webhook_subscriptions (id, webhook_name, url, event_types, resource_id, secret, created_by)
overriding system value
select n, 'w' || n, 'https://example.com/', '{exception.created}', pg_temp.id('LINE'), sched_engine.new_webhook_secret(), 'tests'
from generate_series(1, 3) as n;
insert into sched.events (event_type, resource_id, epoch, data)
select 'exception.created', pg_temp.id('M1'), 1, '{}' from generate_series(1, 20000);
-- The first webhook has nearly all, few of them given up long ago; the second few, long ago; the third none.
insert into sched.webhook_deliveries (subscription_id, event_id, state)
select case when e.nr between 100 and 200 then 2 else 1 end, e.id, case when e.nr % 1000 = 107 then 'failed' else 'delivered' end::sched.delivery_state
from (select e.id, row_number() over (order by e.id) as nr from sched.events as e) as e
order by e.id;
analyze sched.events;
analyze sched.webhook_deliveries;

create function pg_temp.blocks(p_query text) returns bigint language plpgsql as $$
declare
    v_plan json;
begin
    execute 'explain (analyze, buffers, format json) ' || p_query into v_plan;
    return (v_plan -> 0 -> 'Plan' ->> 'Shared Hit Blocks')::bigint + (v_plan -> 0 -> 'Plan' ->> 'Shared Read Blocks')::bigint;
end
$$;
create function pg_temp.page(p_filter text) returns bigint language sql as $$
    select pg_temp.blocks(format('select * from api_v1.webhook_deliveries where %s order by id desc limit 20', p_filter))
$$;

select cmp_ok(pg_temp.page('webhook_id = 1'), '<', 250::bigint, 'the latest of many');
select cmp_ok(pg_temp.page('webhook_id = 2'), '<', 250::bigint, 'of few among many');
select cmp_ok(pg_temp.page('webhook_id = 3'), '<', 40::bigint, 'of none');
select cmp_ok(pg_temp.page($$webhook_id = 1 and state = 'pending'$$), '<', 40::bigint, 'none of a state');
select cmp_ok(pg_temp.page($$webhook_id = 2 and state in ('pending', 'failed')$$), '<', 100::bigint, 'few of two states');
select cmp_ok(pg_temp.page('webhook_id = 1 and id < 500'), '<', 250::bigint, 'a page long after the first');
select cmp_ok(
    pg_temp.blocks('select state, pending, oldest_pending, last_status, failed from api_v1.webhook_status'),
    '<', 100::bigint, 'how they are doing'
);
prepare latest (text) as
select * from api_v1.webhook_deliveries where webhook_id = 1 and state = $1 order by id desc limit 20;
set local plan_cache_mode = force_generic_plan;
select cmp_ok(pg_temp.blocks($$execute latest('pending')$$), '<', 40::bigint, 'any state');
select pg_temp.id('LINE') as line \gset
select set_config('sched.scope', format('{%s}', :line), true) as scope \gset
select cmp_ok(pg_temp.page('webhook_id = 1'), '<', 500::bigint, 'for whoever sees a part');

select * from finish();
rollback;
