begin;
select plan(8);

set local sched.now to '2026-12-31 23:30:00+00';
select is(sched_engine.earliest_today(null), '2026-12-31', 'UTC, where there is no resource');

insert into sched.resources (resource_code, resource_name, resource_type, time_zone)
values ('NZ', 'NZ', 'enterprise', 'Pacific/Auckland');
insert into sched.resources (resource_code, resource_name, resource_type, parent_resource_id, time_zone)
values
    ('AKL', 'AKL', 'site', sched_engine.resource_id('NZ'), null),
    ('JNB', 'JNB', 'site', sched_engine.resource_id('NZ'), 'Africa/Johannesburg');

select is(sched_engine.earliest_today('{}'), '2027-01-01', 'the whole plant');
select is(sched_engine.earliest_today('{AKL}'), '2027-01-01', 'an inherited zone');
insert into sched.resources (resource_code, resource_name, resource_type, parent_resource_id, time_zone)
values ('LAX', 'LAX', 'site', sched_engine.resource_id('NZ'), 'America/Los_Angeles');
select is(sched_engine.earliest_today('{}'), '2026-12-31', 'one site is a day behind');
select is(sched_engine.earliest_today('{JNB,AKL}'), '2027-01-01', 'not one of these');
select is(sched_engine.earliest_today('{JNB,LAX}'), '2026-12-31', 'one of these');

select set_config('sched.scope', format('{%s}', sched_engine.resource_id('AKL')), true) as scope \gset
select is(sched_engine.earliest_today(null), '2027-01-01', 'of what a limited key may see');
select throws_ok($$ select sched_engine.earliest_today('{LAX}') $$, 'SC001', null, 'which is not all');

select * from finish();
rollback;
