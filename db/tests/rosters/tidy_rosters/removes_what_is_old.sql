begin;
select plan(9);
\ir ../../small_plant.psql
\ir ../../small_staff.psql

create function pg_temp.keep(p_days integer) returns void language sql as $$
    update sched.system_configuration set config_value = p_days::text where config_key = 'roster_retention_days'
$$;
do $$ begin
    perform sched_engine.generate_roster(null, '2026-01-01', '2026-01-31');
    update sched.emp_team_assignments set start_date = '2020-01-01';
    set constraints all immediate;
    perform sched_engine.generate_roster(null, '2020-01-01', '2020-01-31');
end $$;
create function pg_temp.rows(p_year integer) returns bigint language sql as $$
    select count(*) from sched.emp_schedules as s where extract(year from s.schedule_date) = p_year
$$;
select ok(pg_temp.rows(2020) > 0 and pg_temp.rows(2026) > 0, 'there are rosters');
select is(sched_engine.tidy_rosters(), 0::bigint, 'they are kept for ever, unless somebody says otherwise');
select throws_ok('select pg_temp.keep(30)', 'SC018', null, 'which is a year at least');
do $$ begin perform pg_temp.keep(1000); end $$;
select is(sched_engine.tidy_rosters(), 3::bigint, 'of three people the old part goes');
select is(sched_engine.tidy_rosters(), 0::bigint, 'once');
select is(pg_temp.rows(2020), 0::bigint, 'it is gone');
select ok(pg_temp.rows(2026) > 0, 'the rest is not');
select is_empty(
    $$select from sched.emp_generated_dates as g where g.dates && daterange('2020-01-01', '2021-01-01')$$,
    'nobody expects it'
);
select is_empty(
    $$select from sched.emp_schedule_changes as c where upper(c.schedule_dates) <= '2021-01-01'$$, 'nor its changes'
);

select * from finish();
rollback;
