begin;
select plan(1);
\ir ../../small_plant.psql
\ir ../../small_staff.psql
select sched_engine.enable_workforce();
select sched_engine.swap_shifts(pg_temp.person('A'), '2026-01-05', pg_temp.person('C'), '2026-01-07');

update api_v2.roster_changes set change_status = 'cancelled' where schedule_date = '2026-01-05';
select results_eq(
    $$select c.schedule_date::date, c.change_status::text from sched.emp_roster_changes as c order by 1$$,
    $$values (date '2026-01-05', 'cancelled'), ('2026-01-07', 'cancelled')$$, 'of an exchange'
);

select * from finish();
rollback;
