create or replace function sched_engine.guard_position()
returns trigger
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_who constant text := 'Position ' || coalesce(new.position_code, old.position_code, '(without a code)');
    v_used text;
begin
    if tg_op = 'DELETE' then
        select string_agg(sched_engine.counted(u.number, u.kind), ' and ' order by u.kind) into v_used
        from (
            select
                'employee' as kind,
                count(*) as number
            from sched.emp_employees as e
            where e.position_id = old.id
            union all
            select
                'requirement',
                count(*)
            from sched.emp_requirements as x
            where x.position_id = old.id
        ) as u
        where u.number > 0;
        if v_used is not null then
            perform sched_engine.refuse('SC011', format('%s cannot be deleted: it has %s.', v_who, v_used),
                'Deactivate it instead (is_active = false).');
        end if;
        return old;
    end if;
    perform sched_engine.refuse_missing(v_who, to_jsonb(new), array['position_code', 'position_name', 'department_id', 'is_active']);
    if tg_op = 'UPDATE' then
        new.updated_at := now();
    end if;
    return new;
end
$$;

comment on function sched_engine.guard_position() is
    'Trigger: refuses a position that lacks something (SC016), and to delete one in use (SC011).';

create or replace trigger guard_position
before insert or update or delete on sched.emp_positions
for each row execute function sched_engine.guard_position();
