-- Without a date there is no shift, also of somebody whose team worked on the day on which they joined it.
begin;
select plan(3);
\ir ../../small_plant.psql
\ir ../../small_staff.psql
select set_config('sched.now', '2026-01-02 00:00+00', true);
select pg_temp.add_person('D');
select pg_temp.join_team('D', 'RED', '2026-01-04');
select count(*) from sched_engine.generate_roster(null, '2026-01-04', '2026-01-31');

select is(
    (select o.shift_code from sched_engine.own_shift(pg_temp.person('D'), '2026-01-04') as o),
    'D', 'the shift of a date'
);
select is_empty(
    $$select from sched_engine.own_shift(pg_temp.person('D'), null)$$, 'none without a date'
);
-- Roster and plan of 2026-01-06 are free.
select is(
    sched_engine.take_shift(
        sched_engine.offer_open_shift(pg_temp.id('SITE'), '2026-01-06 08:00', '2026-01-06 10:00'), pg_temp.person('D')
    )::text,
    'accepted', 'so a shift is taken without one in return'
);
select * from finish();
rollback;
