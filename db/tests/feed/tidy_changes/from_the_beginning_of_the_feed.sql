begin;
select plan(12);
\ir ../../small_plant.psql

delete from sched.schedule_changes;
insert into sched.schedule_changes (epoch, resource_id, change_kind, schedule_dates, changed_by, changed_at)
select sched_engine.feed_epoch(), pg_temp.id('M1'), 'generated', '[2020-01-01,2020-01-02)', 'test', t.at
from (
    values
    (1, now() - interval '50 days'), (2, now() - interval '40 days'), (3, now() - interval '20 days'),
    (4, now() - interval '35 days'), (5, now() - interval '1 day')
) as t (nr, at)
order by t.nr;
create temporary table feed as
select
    row_number() over (order by c.id) as nr,
    format('%s-%s-%s', c.epoch, c.transaction_id, c.id) as position
from sched.schedule_changes as c;
create function pg_temp.left_over() returns bigint[] language sql as $$
    select array_agg(f.nr order by f.nr)
    from feed as f
    inner join sched.schedule_changes as c on format('%s-%s-%s', c.epoch, c.transaction_id, c.id) = f.position
$$;
create function pg_temp.keep(p_days integer) returns void language sql as $$
    update sched.system_configuration set config_value = p_days::text
    where config_key = 'schedule_changes_retention_days'
$$;

select is(sched_engine.tidy_changes(), 0::bigint, 'it is kept for ever, unless somebody says otherwise');
select throws_ok('select pg_temp.keep(29)', 'SC018', null, 'which is a month at least');
do $$ begin perform pg_temp.keep(30); end $$;
select is(sched_engine.tidy_changes(), 1::bigint, 'what is old goes');
select is(pg_temp.left_over(), '{2,3,4,5}', 'but the last before what stays, and what comes after a younger one');
select is(sched_engine.tidy_changes(), 0::bigint, 'once');
select throws_ok(
    format('select sched_engine.feed_position(%L)', (select f.position from feed as f where f.nr = 1)), 'SC017', null,
    'a reader whose position is gone is told of the gap'
);
select lives_ok(
    format('select sched_engine.feed_position(%L)', (select f.position from feed as f where f.nr = 2)),
    'one that waits for the next entry is not'
);
select is(
    (select h.removed_until from sched.removed_history as h where h.table_name = 'schedule_changes'),
    now() - interval '50 days', 'it is noted how far'
);
select throws_ok(
    $$select * from sched_engine.planned_segments_as_known(null, '2020-01-01', '2020-01-02', now() - interval '51 days')$$,
    'SC017', null, 'what was known before then can no longer be told'
);
select lives_ok(
    $$select * from sched_engine.planned_segments_as_known(null, '2020-01-01', '2020-01-02', now() - interval '45 days')$$,
    'what was known later can'
);

delete from sched.schedule_changes;
insert into sched.schedule_changes (epoch, resource_id, change_kind, schedule_dates, changed_by, changed_at)
select sched_engine.feed_epoch(), pg_temp.id('M1'), 'generated', '[2020-01-01,2020-01-02)', 'test', now() - interval '60 days'
from generate_series(1, 5003);
select is(sched_engine.tidy_changes(), 5000::bigint, 'of many a part');
select is(sched_engine.tidy_changes(), 2::bigint, 'then the rest, but for the end of the feed');

select * from finish();
rollback;
