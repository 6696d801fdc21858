begin;
select plan(6);

select ok(count(*) filter (where not v.is_ok) > 3, 'an empty plant fails')
from sched_engine.verify_workforce() as v;
select is(count(*), 0::bigint, 'whatever fails has a remedy')
from sched_engine.verify_workforce() as v
where not v.is_ok and v.remedy is null;
select results_eq(
    $$select v.is_ok from sched_engine.verify_workforce() as v where v.point like 'What was there before%'$$,
    'values (true)', 'nobody else may read about people'
);
grant select on sched.emp_employees to sched_viewer;
select matches(v.finding, 'sched_viewer may read emp_employees', 'a grant made by hand is found')
from sched_engine.verify_workforce() as v
where v.point like 'What was there before%';
select sched_engine.enable_workforce();
select results_eq(
    $$select v.is_ok from sched_engine.verify_workforce() as v where v.point like 'Switched on%' or v.point like 'Rotations%'$$,
    'values (true), (true)', 'switched on, rotations are offered'
);
update sched.operating_patterns set is_visible = false where pattern_code = 'DUPONT';
select matches(v.finding, 'hidden: DUPONT', 'one that is hidden is named')
from sched_engine.verify_workforce() as v
where v.point like 'Rotations%';

select * from finish();
rollback;
