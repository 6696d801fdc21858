-- With the key of one person: what is theirs, what can be taken, and nobody else; qualifications and positions count.
begin;
select plan(12);
\ir ../../small_plant.psql
\ir ../../small_staff.psql
select set_config('sched.now', '2026-01-02 00:00+00', true);
select pg_temp.add_person('D');
select count(*) from sched_engine.generate_roster(null, '2026-01-03', '2026-03-31');
select sched_engine.offer_shift(pg_temp.person('A'), '2026-01-04');
select sched_engine.offer_shift(pg_temp.person('B'), '2026-01-04', pg_temp.person('C'));
select sched_engine.offer_open_shift(pg_temp.id('SITE'), '2026-01-10 06:00', '2026-01-10 12:00', 'X', 'advanced');
select set_config('test.open', (select max(id)::text from sched.emp_shift_offers), true);
select set_config('test.own', pg_temp.person('D')::text, true);
insert into sched.emp_resource_qualifications (employee_id, resource_id, qualification_level, certification_date)
values (pg_temp.person('D'), pg_temp.id('SITE'), 'basic', '2020-01-01');

set local role sched_employee;
select set_config('sched.own_employee', current_setting('test.own'), true);
select results_eq(
    $$select o.schedule_date, o.employee_number, o.shift_code from api_v2.shift_offers as o order by o.start_time$$,
    $$values (date '2026-01-04', null::text, 'D'), ('2026-01-10', null, 'X')$$,
    'they see what anybody may take, and not whose it is'
);
select throws_ok($$select api_v2.offer_shift('2026-01-04', (current_setting('test.own')::bigint) - 1)$$, 'SC021', null,
    'offer their own shifts only');
select throws_ok($$select api_v2.take_shift(current_setting('test.open')::bigint)$$, 'SC028', null,
    'take what they are qualified for');
select throws_ok($$select api_v2.approve_offer(current_setting('test.open')::bigint)$$, '42501', null, 'approve nothing');
select throws_ok($$select api_v2.withdraw_offer(current_setting('test.open')::bigint)$$, 'SC013', null, 'withdraw their own');
reset role;
select set_config('sched.own_employee', '', true);
update sched.emp_resource_qualifications set qualification_level = 'expert' where employee_id = pg_temp.person('D');
set local role sched_employee;
select set_config('sched.own_employee', current_setting('test.own'), true);
select is((select t.offer_status from api_v2.take_shift(current_setting('test.open')::bigint) as t), 'accepted', 'take it');
select is((select o.taken_by_number from api_v2.shift_offers as o where o.id = current_setting('test.open')::bigint), 'D',
    'and see that they have');
select throws_ok($$select api_v2.take_shift(current_setting('test.open')::bigint)$$, 'SC028', null, 'once');
reset role;
select set_config('sched.own_employee', '', true);

set local role sched_workforce_viewer;
select is((select count(*) from api_v2.shift_offers), 3::bigint, 'who reads rosters sees all');
select throws_ok($$select api_v2.take_shift(current_setting('test.open')::bigint, 1)$$, '42501', null, 'and takes none');
reset role;
set local role sched_workforce_planner;
select is((select a.offer_status from api_v2.approve_offer(current_setting('test.open')::bigint) as a), 'approved',
    'who plans approves');
reset role;
set constraints all immediate;
select is(pg_temp.stored('D', '2026-01-10', '2026-01-10'), '2026-01-10 X 10T04:00-10T10:00 scheduled', 'and it is in the roster');

select * from finish();
rollback;
