-- What keeps stored rosters current.
set local role sched_owner;

create type sched_engine.roster_difference as (
    stored sched.emp_schedules,
    planned sched.emp_schedules
);
comment on type sched_engine.roster_difference is
    'A row of the roster as it is stored and as it should be; null: it is not there, or should not be.';

create index emp_roster_changes_returned_for on sched.emp_roster_changes (returned_for_id)
where returned_for_id is not null;

alter table sched.emp_roster_changes
add constraint emp_roster_changes_extra_is_of_its_date check (
    start_time >= (schedule_date - 1)::timestamp at time zone 'UTC'
    and start_time < (schedule_date + 2)::timestamp at time zone 'UTC'
);

-- Everybody has a row to lock, also whoever was entered before.
insert into sched.emp_generated_dates (employee_id)
select e.id from sched.emp_employees as e
on conflict do nothing;
