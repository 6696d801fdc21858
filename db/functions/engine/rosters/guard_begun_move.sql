create or replace function sched_engine.guard_begun_move()
returns trigger
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_begun constant timestamptz := (
        select min(s.shift_start_time)
        from sched.emp_schedules as s
        where s.employee_id = new.employee_id and s.schedule_date = new.schedule_date
            and s.pattern_id is not null and s.owner_id is null
    );
begin
    if v_begun < sched_engine.instant_of_writing() then
        perform sched_engine.refuse('SC023',
            format('The shift of employee %s on %s has begun and cannot be moved.',
                (select e.employee_number from sched.emp_employees as e where e.id = new.employee_id), new.schedule_date),
            'Enter an absence for the hours that were not worked, and an extra shift for those that were.');
    end if;
    return new;
end
$$;

comment on function sched_engine.guard_begun_move() is
    'Trigger: refuses (SC023) to move a shift that has begun, which stays where it was planned.';

create or replace trigger guard_begun_move before insert or update on sched.emp_roster_changes
for each row when (new.change_kind = 'moved' and new.change_status = 'approved')
execute function sched_engine.guard_begun_move();
