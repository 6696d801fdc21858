begin;
select plan(3);
\ir ../../small_plant.psql

update sched.resources set is_active = false where resource_code = 'M2';
select row_eq(
    format('select * from sched_engine.below_resource(%s)', pg_temp.id('SITE')), row(4::bigint, 1::bigint), 'a site'
);
select row_eq(
    format('select * from sched_engine.below_resource(%s)', pg_temp.id('M1')), row(0::bigint, 1::bigint), 'a machine'
);
select row_eq(
    format('select * from sched_engine.below_resource(%s)', pg_temp.id('M2')), row(0::bigint, 0::bigint), 'an idle one'
);

select * from finish();
rollback;
