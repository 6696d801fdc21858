begin;
\ir ../../small_team.psql
select plan(4);

set local sched.now = '2026-06-15 12:00+00';
create temporary table r as select r.id from sched.resources as r where r.resource_code = 'JHB';
insert into sched.emp_resource_qualifications (employee_id, resource_id, certification_date, expiry_date)
select 1, r.id, v.first_date, v.last_date
from r, (values (date '2025-01-01', date '2025-12-31'), ('2026-01-01', '2026-12-31'), ('2027-01-01', null)) as v (first_date, last_date);

select is(sched_engine.withdraw_qualification(1, r.id, '2026-08-31'), 2::bigint, 'two are not over') from r;
select results_eq(
    'select q.expiry_date::date, q.is_active from sched.emp_resource_qualifications as q order by q.certification_date',
    $$values (date '2025-12-31', true), ('2026-08-31', true), (null, false)$$,
    'one ends, the later one never begins'
);
select is(sched_engine.withdraw_qualification(1, r.id), 1::bigint, 'as if it had never been') from r;
select results_eq(
    'select q.certification_date::date from sched.emp_resource_qualifications as q where q.is_active',
    $$values (date '2025-01-01')$$, 'what is over stays'
);

select * from finish();
rollback;
