create or replace function sched_engine.guard_employee()
returns trigger
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    -- No message may say more of somebody than their number.
    v_who constant text := 'Employee ' || coalesce(new.employee_number, old.employee_number, '(without a number)');
begin
    if tg_op = 'DELETE' then
        if exists (select from sched.emp_schedules as s where s.employee_id = old.id)
            or exists (select from sched.emp_schedule_changes as c where c.employee_id = old.id) then
            perform sched_engine.refuse('SC011', format('%s cannot be deleted: they have a roster.', v_who),
                format('Deactivate them instead (is_active = false): sched employees set %s --inactive. To make them '
                    'unrecognisable: sched employees erase %1$s', old.employee_number),
                'Who worked when is evidence, and counts in hours.');
        end if;
        return old;
    end if;

    perform sched_engine.refuse_missing(v_who, to_jsonb(new), array[
        'employee_number', 'first_name', 'last_name', 'department_id', 'position_id', 'hire_date', 'is_active', 'skills'
    ]);
    if new.termination_date < new.hire_date then
        perform sched_engine.refuse('SC023',
            format('%s leaves on %s, before they begin on %s.', v_who, new.termination_date, new.hire_date),
            'Correct hire_date or termination_date; both are days on which they may work.');
    elsif new.email !~ '^[^@[:space:]]+@[^@[:space:]]+$' or length(new.email) > 200 then
        perform sched_engine.refuse('SC023', format('%s: the email is not an address.', v_who),
            'Write it as name@example.com, with at most 200 characters, or leave it out.');
    elsif jsonb_typeof(new.skills) <> 'object' then
        perform sched_engine.refuse('SC023', format('%s: skills is not a JSON object.', v_who),
            'Write each skill with how well or since when, as {"welding": "advanced"}; without any: {}.');
    elsif old.erased_at is not null and (
        (new.employee_number, new.first_name, new.last_name, new.erased_at)
        is distinct from (old.employee_number, old.first_name, old.last_name, old.erased_at)
        or new.email is not null or new.skills <> '{}' or new.is_active
    ) then
        perform sched_engine.refuse('SC011', format('%s was erased: who they were cannot be entered again.', v_who),
            'Enter them as a new employee.');
    end if;
    if tg_op = 'UPDATE' then
        new.updated_at := now();
    end if;
    return new;
end
$$;

comment on function sched_engine.guard_employee() is
    'Trigger: refuses employees that cannot be (SC023) or lack something (SC016), to delete one with a roster, and to
give one that was erased a name again (SC011). Says of nobody more than the number.';

create or replace trigger guard_employee
before insert or update or delete on sched.emp_employees
for each row execute function sched_engine.guard_employee();
