-- After each edit the stored roster is what the pure function says.
begin;
select plan(18);
\ir ../../small_plant.psql
\ir ../../small_staff.psql
select set_config('sched.now', '2026-01-02 00:00+00', true);
select count(*) from sched_engine.generate_roster(null, '2026-01-03', '2026-03-31');

create function pg_temp.follows(p_what text, p_sql text) returns setof text language plpgsql as $$
declare
    v_before text := (select md5(string_agg(s::text, ',' order by s::text)) from sched.emp_schedules as s);
begin
    execute p_sql;
    set constraints all immediate;
    set constraints all deferred;
    return next is(
        (
            select count(*)
            from sched_engine.roster_differences(
                array(select e.id from sched.emp_employees as e), '{[2026-01-03,2026-04-01)}', false,
                sched_engine.current_instant(), '{}'
            ) as d
        ) + (select count(*) from sched.emp_stale_dates),
        0::bigint, p_what || ' is applied'
    );
    return next isnt(
        (select md5(string_agg(s::text, ',' order by s::text)) from sched.emp_schedules as s), v_before, p_what || ' matters'
    );
end
$$;

select pg_temp.follows('a rotation that runs later', $$update sched.emp_teams set cycle_offset_days = 1 where team_code = 'RED'$$);
select pg_temp.follows('a rule of the pattern',
    $$update sched.pattern_rules set end_time = '18:00' where shift_code = 'D' and pattern_id = sched_engine.pattern_id('DAYNIGHT')$$);
select pg_temp.follows('a holiday',
    $$update sched.emp_teams set works_holidays = false;
    select pg_temp.observe('SITE', 1, 'HOLIDAYS', '2026-02-02 Second', '2026-02-03 Third')$$);
select pg_temp.follows('a holiday that is worked after all', $$delete from sched.holidays where holiday_name = 'Second'$$);
select pg_temp.follows('a membership that ends',
    $$update sched.emp_team_assignments set end_date = '2026-02-15' where employee_id = pg_temp.person('A')$$);
select pg_temp.follows('another home', $$update sched.resources set time_zone = 'Australia/Lord_Howe' where resource_code = 'SITE'$$);
select pg_temp.follows('a swap', $$select pg_temp.change('B', 'swap', min(s.schedule_date), null, 'C')
    from sched.emp_schedules as s where s.employee_id = pg_temp.person('B') and s.schedule_date > '2026-02-10'$$);
select pg_temp.follows('the pattern of the owner of a swapped shift',
    $$update sched.pattern_rules set start_time = '08:00' where shift_code = 'D' and pattern_id = sched_engine.pattern_id('DAYNIGHT')$$);
select pg_temp.follows('somebody deactivated', $$update sched.emp_employees set is_active = false where employee_number = 'B'$$);

select * from finish();
rollback;
