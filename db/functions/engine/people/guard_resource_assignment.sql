create or replace function sched_engine.guard_resource_assignment()
returns trigger
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_who constant text := 'Employee ' || coalesce(
        (select e.employee_number from sched.emp_employees as e where e.id = new.employee_id),
        new.employee_id::text, '(not given)'
    );
    v_clash record;
begin
    perform sched_engine.refuse_missing('The assignment to a resource', to_jsonb(new),
        array['employee_id', 'resource_id', 'start_time', 'end_time']);
    if new.end_time <= new.start_time then
        perform sched_engine.refuse('SC023',
            format('%s: the assignment to %s ends (%s) before it begins (%s).', v_who,
                sched_engine.resource_code(new.resource_id), new.end_time, new.start_time),
            'Give an end_time after start_time.');
    end if;
    select a.start_time, a.end_time into v_clash
    from sched.emp_resource_assignments as a
    where a.employee_id = new.employee_id and a.resource_id = new.resource_id
        and tstzrange(a.start_time, a.end_time) && tstzrange(new.start_time, new.end_time)
        and a.id is distinct from old.id
    order by a.start_time
    limit 1;
    if found then
        perform sched_engine.refuse('SC022',
            format('%s is assigned to %s from %s to %s already.', v_who, sched_engine.resource_code(new.resource_id),
                v_clash.start_time, v_clash.end_time),
            'Change that assignment, or choose a time outside it.');
    end if;
    return new;
end
$$;

comment on function sched_engine.guard_resource_assignment() is
    'Trigger: refuses (SC022) the same person at the same resource twice at a time, and (SC023) an end before the start.';

create or replace trigger guard_resource_assignment
before insert or update on sched.emp_resource_assignments
for each row execute function sched_engine.guard_resource_assignment();
