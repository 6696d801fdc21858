create or replace function sched_engine.guard_department()
returns trigger
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_who constant text := 'Department ' || coalesce(new.department_code, old.department_code, '(without a code)');
    v_used text;
begin
    if tg_op = 'DELETE' then
        select string_agg(sched_engine.counted(u.number, u.kind), ' and ' order by u.kind) into v_used
        from (
            select
                'employee' as kind,
                count(*) as number
            from sched.emp_employees as e
            where e.department_id = old.id
            union all
            select
                'position',
                count(*)
            from sched.emp_positions as x
            where x.department_id = old.id
        ) as u
        where u.number > 0;
        if v_used is not null then
            perform sched_engine.refuse('SC011', format('%s cannot be deleted: it has %s.', v_who, v_used),
                'Deactivate it instead (is_active = false).');
        end if;
        return old;
    end if;
    perform sched_engine.refuse_missing(v_who, to_jsonb(new), array['department_code', 'department_name', 'is_active']);
    if tg_op = 'UPDATE' then
        new.updated_at := now();
    end if;
    return new;
end
$$;

comment on function sched_engine.guard_department() is
    'Trigger: refuses a department that lacks something (SC016), and to delete one in use (SC011).';

create or replace trigger guard_department
before insert or update or delete on sched.emp_departments
for each row execute function sched_engine.guard_department();
