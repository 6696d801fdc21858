-- A shift is offered, taken, approved; whoever comes second, too late or cannot work it is told.
begin;
select plan(33);
\ir ../../small_plant.psql
\ir ../../small_staff.psql
select set_config('sched.now', '2026-01-02 00:00+00', true);
select pg_temp.add_person('D');
select count(*) from sched_engine.generate_roster(null, '2026-01-03', '2026-03-31');
create temporary table made (name text primary key, id bigint);

create function pg_temp.offer(p_name text, p_number text, p_date date, p_to text default null) returns bigint language sql as $$
    insert into made values (p_name, sched_engine.offer_shift(pg_temp.person(p_number), p_date, pg_temp.person(p_to)))
    returning id
$$;
create function pg_temp.take(p_name text, p_number text, p_back date default null) returns text language sql as $$
    select sched_engine.take_shift((select id from made where name = p_name), pg_temp.person(p_number), p_back)::text
$$;
create function pg_temp.decide(p_name text, p_approve boolean) returns text language sql as $$
    select sched_engine.decide_offer((select id from made where name = p_name), p_approve)::text
$$;
create function pg_temp.now_stored(p_number text, p_from date, p_to date) returns text language plpgsql as $$
begin
    set constraints all immediate;
    set constraints all deferred;
    return pg_temp.stored(p_number, p_from, p_to);
end
$$;

-- What can be offered.
select throws_ok($$select pg_temp.offer('x', 'A', '2026-01-06')$$, 'SC028', 'Employee A has no shift of their own on 2026-01-06.',
    'no shift');
select throws_ok($$select pg_temp.offer('x', 'D', '2026-01-04')$$, 'SC028', null, 'without a team neither');
select throws_ok($$select pg_temp.offer('x', 'A', '2026-01-04', 'A')$$, 'SC028', null, 'nor to oneself');
select lives_ok($$select pg_temp.offer('first', 'A', '2026-01-04')$$, 'a shift that lies ahead can');
select throws_ok($$select pg_temp.offer('x', 'A', '2026-01-04')$$, 'SC028',
    'The shift of employee A on 2026-01-04 is on offer already.', 'once');
select is(pg_temp.now_stored('A', '2026-01-04', '2026-01-04'),
    E'2026-01-04 D 04T05:00-04T10:00 scheduled\n2026-01-04 D 04T11:00-04T17:00 scheduled', 'it stays theirs');

-- Who takes it.
select throws_ok($$select pg_temp.take('first', 'A')$$, 'SC028', 'Employee A cannot take their own shift.', 'not the owner');
select throws_ok($$select pg_temp.take('first', 'B')$$, 'SC028', null, 'nor who works then');
select is(pg_temp.take('first', 'C'), 'accepted', 'somebody else; it waits for approval');
select throws_ok($$select pg_temp.take('first', 'D')$$, 'SC028',
    format('Somebody has taken the shift of offer %s already.', (select id from made where name = 'first')),
    'who comes second is told');
select is(pg_temp.now_stored('C', '2026-01-04', '2026-01-04'), null, 'it is not theirs yet');
select is(pg_temp.decide('first', false), 'proposed', 'refused, it is on offer again');
select is(pg_temp.take('first', 'D'), 'accepted', 'and another takes it');
select is(pg_temp.decide('first', true), 'approved', 'approved');
select is(pg_temp.now_stored('D', '2026-01-04', '2026-01-04'),
    E'2026-01-04 D 04T05:00-04T10:00 scheduled\n2026-01-04 D 04T11:00-04T17:00 scheduled', 'they work it');
select is(pg_temp.now_stored('A', '2026-01-04', '2026-01-04'), E'2026-01-04 D 04T05:00-04T10:00 off\n2026-01-04 D 04T11:00-04T17:00 off',
    'and the owner does not');
select throws_ok($$select pg_temp.decide('first', true)$$, 'SC028', null, 'once');
select throws_ok($$select sched_engine.withdraw_offer((select id from made where name = 'first'))$$, 'SC028', null,
    'what is in the rosters is not withdrawn');

-- An exchange.
select pg_temp.offer('second', 'A', '2026-01-08', 'C');
select throws_ok($$select pg_temp.take('second', 'D')$$, 'SC028', null, 'what is for one is not for another');
select throws_ok($$select pg_temp.take('second', 'C', '2026-01-08')$$, 'SC028', null, 'nothing in return that is not there');
select is(pg_temp.take('second', 'C', '2026-01-10'), 'accepted', 'but a shift');
select pg_temp.decide('second', true);
select is(left(pg_temp.now_stored('A', '2026-01-10', '2026-01-10'), 35), '2026-01-10 D 10T05:00-10T10:00 sche', 'both work');
select is(right(pg_temp.now_stored('C', '2026-01-10', '2026-01-10'), 3), 'off', 'for each other');

-- Too late, or withdrawn.
select pg_temp.offer('third', 'B', '2026-01-08');
select is(sched_engine.withdraw_offer((select id from made where name = 'third')), true, 'an offer is withdrawn');
select is(sched_engine.withdraw_offer((select id from made where name = 'third')), false, 'once');
select throws_ok($$select pg_temp.take('third', 'D')$$, 'SC028', null, 'and cannot be taken');
select pg_temp.offer('fourth', 'B', '2026-01-12');
select set_config('sched.now', '2026-01-12 05:00+00', true);
select throws_ok($$select pg_temp.take('fourth', 'D')$$, 'SC028', null, 'when a shift has begun its offer is closed');
select set_config('sched.now', '2026-01-02 00:00+00', true);

-- Without approval, and against the rules.
update sched.system_configuration set config_value = 'false' where config_key = 'shift_offers_need_approval';
insert into sched.emp_work_rules (rule_code, rule_name, rule_measure, limit_value, window_hours, severity, is_active)
values ('REST', 'Rest', 'daily_rest', 11, 24, 'refuse', true);
select is(pg_temp.take('fourth', 'D'), 'approved', 'taken is enough');
insert into made values ('open', sched_engine.offer_open_shift(pg_temp.id('SITE'), '2026-01-13 02:00', '2026-01-13 06:00', 'X'));
select is(pg_temp.take('open', 'D'), 'approved', 'an open shift is taken');
select throws_ok($$set constraints all immediate$$, 'SC026', null, 'nothing that breaks a rule gets through');

-- Events.
select results_eq(
    $$select e.event_type from sched.events as e where e.event_type ~ '^shift' order by e.id limit 4$$,
    array['shift.offered', 'shift.taken', 'shift.offered', 'shift.taken'], 'events tell of it'
);
select is(
    (select string_agg(distinct k.key, ' ' order by k.key) from sched.events as e cross join jsonb_object_keys(e.data) as k (key)
        where e.event_type ~ '^shift'),
    'date end_time new_value offer_id old_value people resource_code resource_id start_time truncated', 'with ids and counts'
);
select is((select count(*) from sched.events as e where e.event_type = 'shift.withdrawn'), 1::bigint, 'of each thing once');

select * from finish();
rollback;
