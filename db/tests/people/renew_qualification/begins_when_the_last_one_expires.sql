begin;
\ir ../../small_team.psql
select plan(6);

create function pg_temp.held() returns text language sql as $$
    select string_agg(concat_ws(' ', q.qualification_level, q.certification_date, q.expiry_date), ', '
        order by q.certification_date)
    from sched.emp_resource_qualifications as q where q.is_active
$$;
create temporary table r as select r.id from sched.resources as r where r.resource_code = 'JHB';

select throws_ok(
    'select sched_engine.renew_qualification(1, r.id, null) from r', 'SC001', null, 'there is none'
);
insert into sched.emp_resource_qualifications
(employee_id, resource_id, qualification_level, certification_date, expiry_date)
select 1, r.id, 'advanced', '2026-01-01', '2026-12-31' from r;
select is(sched_engine.renew_qualification(1, r.id, '2028-12-31'), date '2027-01-01', 'the day after') from r;
select is(pg_temp.held(), 'advanced 2026-01-01 2026-12-31, advanced 2027-01-01 2028-12-31', 'of the same level');
select sched_engine.renew_qualification(1, r.id, null, '2028-06-01', 'expert') from r;
select is(
    pg_temp.held(), 'advanced 2026-01-01 2026-12-31, advanced 2027-01-01 2028-05-31, expert 2028-06-01',
    'earlier, the last one ends the day before'
);
select throws_ok(
    'select sched_engine.renew_qualification(1, r.id, null) from r', 'SC022', null, 'it does not expire'
);
select throws_ok(
    $$select sched_engine.renew_qualification(1, r.id, null, '2028-06-01') from r$$, 'SC022', null, 'not before it began'
);

select * from finish();
rollback;
