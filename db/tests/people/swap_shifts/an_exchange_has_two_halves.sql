begin;
\ir ../../small_team.psql
select plan(5);

create function pg_temp.changes() returns text language sql as $$
    select string_agg(concat_ws(' ', c.employee_id, c.schedule_date, c.taken_by_id, c.returned_for_id is not null,
        c.change_status), ', ' order by c.id)
    from sched.emp_roster_changes as c
$$;

create temporary table made as select sched_engine.swap_shifts(1, '2027-01-04', 2, '2027-01-08') as id;
select is(pg_temp.changes(), '1 2027-01-04 2 f approved, 2 2027-01-08 1 t approved', 'both halves');
select throws_ok($$select sched_engine.swap_shifts(1, '2027-01-05', 1)$$, 'SC023', null, 'not with oneself');
select is(sched_engine.cancel_roster_change(m.id), 2::bigint, 'both are cancelled together') from made as m;
select is(sched_engine.cancel_roster_change(m.id), 0::bigint, 'once') from made as m;
select throws_ok('select sched_engine.cancel_roster_change(0)', 'SC001', null, 'there is none');

select * from finish();
rollback;
