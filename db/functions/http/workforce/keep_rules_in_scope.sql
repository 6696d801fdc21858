create or replace function sched_http.keep_rules_in_scope()
returns trigger
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    if (tg_op <> 'INSERT' and old.resource_id is null) or (tg_op <> 'DELETE' and new.resource_id is null) then
        perform sched_engine.refuse('SC013',
            'A key or token limited to a part of the plant may not change a work rule of the whole plant.',
            'Make a rule for that part: resource_code.');
    end if;
    perform sched_engine.check_visible(array_remove(array[
        case when tg_op <> 'INSERT' then old.resource_id end, case when tg_op <> 'DELETE' then new.resource_id end
    ], null));
    return coalesce(new, old);
end
$$;

comment on function sched_http.keep_rules_in_scope() is
    'Trigger: a request that is limited to a subtree changes rules of that subtree only (SC001, SC013).';

create or replace trigger a_keep_in_scope before insert or update or delete on sched.emp_work_rules
for each row when (current_setting('sched.scope', true) not in ('', '{}'))
execute function sched_http.keep_rules_in_scope();
