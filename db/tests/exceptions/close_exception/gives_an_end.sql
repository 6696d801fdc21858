begin;
select plan(5);

insert into sched.resources (resource_code, resource_name, resource_type, time_zone)
values ('E', 'E', 'enterprise', 'UTC');
select sched_engine.add_exception(
    sched_engine.resource_id('E'), 'breakdown', '2026-12-01', null, 'Belt'
) as id \gset

select lives_ok(
    format('select sched_engine.close_exception(%s, ''2026-12-01 08:00+00'')', :id), 'an open one is closed'
);
select lives_ok(
    format('select sched_engine.close_exception(%s, ''2026-12-01 09:00+00'')', :id), 'and extended'
);
select is(
    (select e.end_local from sched_engine.exception_overview as e where e.id = :id), '2026-12-01 09:00',
    'to its last end'
);
select throws_ok(
    format('select sched_engine.close_exception(%s, ''2026-12-01'')', :id), 'SC004', null,
    'not before it starts'
);
select sched_engine.cancel_exception(:id);
select throws_ok(
    format('select sched_engine.close_exception(%s, ''2026-12-02'')', :id), 'SC001', null,
    'nor when it was cancelled'
);

select * from finish();
rollback;
