create or replace view sched_engine.visible_employees as
select
    e.id,
    e.employee_number
from sched.emp_employees as e;

comment on view sched_engine.visible_employees is
    'The people whom the present request may see: all, those of the subtree that its API key or token is limited to
(setting sched.scope), or the one whose key it is (sched.own_employee).';

alter view sched_engine.visible_employees owner to sched_views;
