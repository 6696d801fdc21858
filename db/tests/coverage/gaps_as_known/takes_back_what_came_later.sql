begin;
select plan(7);
\ir ../../small_plant.psql
\ir ../../small_staff.psql
\ir ../../small_coverage.psql

create function pg_temp.known(p_requirement bigint, p_at timestamptz) returns text language sql as $$
    select string_agg(
        format('%s-%s %s/%s', to_char(g.start_time, 'HH24'), to_char(g.end_time, 'HH24'), g.present, g.required),
        E'\n' order by g.start_time
    )
    from sched_engine.gaps_as_known(null, '2026-01-04', '2026-01-04', p_at) as g
    where g.requirement_id = p_requirement
$$;

select set_config('sched.now', '2026-01-02 00:00+00', true);
select pg_temp.need('AREA', 2) as area \gset
select pg_temp.commit();
select set_config('sched.now', '2026-01-02 01:00+00', true);
insert into sched.emp_absences (employee_id, start_date, end_date) select pg_temp.person('A'), '2026-01-04', '2026-01-04';
select pg_temp.commit();
select set_config('sched.now', '2026-01-02 02:00+00', true);
update sched.emp_requirements set head_count = 1 where id = :area;
select pg_temp.commit();

select is(pg_temp.known(:area, '2026-01-01 12:00+00'), null, 'nothing before it was required');
select is(pg_temp.known(:area, '2026-01-02 00:30+00'), '10-11 0/2', 'the break, before the absence');
select is(pg_temp.known(:area, '2026-01-02 01:30+00'), E'05-10 1/2\n10-11 0/2\n11-17 1/2', 'with the absence');
select is(pg_temp.known(:area, '2026-01-02 03:00+00'), '10-11 0/1', 'by the requirement of now');
select is(
    (select g.closed_at from sched_engine.gaps_as_known(null, '2026-01-04', '2026-01-04', '2026-01-02 01:30+00') as g
     where g.present = 1 limit 1),
    timestamptz '2026-01-02 02:00+00', 'and when it was closed'
);
select is(
    (select max(c.missing) from sched_engine.coverage_as_known(null, '2026-01-04', '2026-01-04', '2026-01-02 00:30+00') as c
     where c.start_time = '2026-01-04 05:00+00'),
    0, 'coverage by the roster as it was known'
);
select is(
    (select min(c.surplus) from sched_engine.coverage(null, '2026-01-04', '2026-01-04') as c
     where c.start_time = '2026-01-04 05:00+00'),
    0, 'and afterwards by that of now'
);

select * from finish();
rollback;
