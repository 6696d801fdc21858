begin;
select plan(5);

insert into sched.resources (resource_code, resource_name, resource_type, time_zone)
values ('E', 'E', 'enterprise', 'UTC');
select sched_engine.add_exception(
    sched_engine.resource_id('E'), 'shutdown', '2026-12-01', '2026-12-02', 'Fair'
) as id \gset

select is(sched_engine.cancel_exception(:id), true, 'it was in force');
select is(sched_engine.cancel_exception(:id), false, 'now it is not');
select results_eq(
    format('select e.state, e.description from sched_engine.exception_overview as e where e.id = %s', :id),
    $$values ('cancelled', 'Fair')$$, 'it is still there'
);
select is_empty(
    $$select from sched_engine.effective_exceptions(
        array[sched_engine.resource_id('E')], '2026-12-01', '2026-12-02'
    )$$,
    'and has no effect'
);
select throws_ok(
    'select sched_engine.cancel_exception(-1)', 'SC001', 'There is no exception -1.', 'an unknown one'
);

select * from finish();
rollback;
