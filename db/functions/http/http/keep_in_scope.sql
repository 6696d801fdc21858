create or replace function sched_http.keep_in_scope()
returns trigger
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_old constant jsonb := to_jsonb(old);
    v_new constant jsonb := to_jsonb(new);
    v_moves constant boolean := (v_new -> 'parent_resource_id') is distinct from (v_old -> 'parent_resource_id');
begin
    -- Before any other trigger of the row, so that no message of theirs tells of what lies outside.
    if tg_table_name <> 'resources' then
        perform sched_engine.check_visible(
            array_remove(array[v_old ->> 'resource_id', v_new ->> 'resource_id']::bigint[], null)
        );
    elsif v_old is not null then
        perform sched_engine.check_visible(array[v_old ->> 'id']::bigint[]);
    end if;
    if tg_table_name = 'resources' and v_new is not null and v_moves then
        if v_new ->> 'parent_resource_id' is null then
            perform sched_engine.refuse('SC013',
                format('A key or token limited to a part of the plant may not place %s outside it.',
                    v_new ->> 'resource_code'),
                'Give its parent: parent_resource_id.');
        end if;
        perform sched_engine.check_visible(array[v_new ->> 'parent_resource_id']::bigint[]);
    end if;
    -- What the unique index says to whoever may see the row, and not that there is one which may not be changed.
    if tg_table_name = 'resources' and tg_op = 'INSERT' and exists (
        select from sched.resources as r
        where r.resource_code = v_new ->> 'resource_code'
            and not exists (select from sched_engine.visible_resources as v where v.id = r.id)
    ) then
        perform sched_engine.refuse('23505',
            'duplicate key value violates unique constraint "resources_resource_code_key"');
    end if;
    return coalesce(new, old);
end
$$;

comment on function sched_http.keep_in_scope() is
    'Trigger: what a request that is limited to a subtree writes belongs to it, before and after (SC001). A resource is
placed below one that the request may see (SC013). A code that is taken elsewhere is refused like any other (23505).';

create or replace trigger a_keep_in_scope before insert or update or delete on sched.resources
for each row when (current_setting('sched.scope', true) not in ('', '{}'))
execute function sched_http.keep_in_scope();

create or replace trigger a_keep_in_scope before insert or update or delete on sched.resource_pattern_assignments
for each row when (current_setting('sched.scope', true) not in ('', '{}'))
execute function sched_http.keep_in_scope();

create or replace trigger a_keep_in_scope before insert or update or delete on sched.resource_calendar_assignments
for each row when (current_setting('sched.scope', true) not in ('', '{}'))
execute function sched_http.keep_in_scope();

create or replace trigger a_keep_in_scope before insert or update or delete on sched.schedule_exceptions
for each row when (current_setting('sched.scope', true) not in ('', '{}'))
execute function sched_http.keep_in_scope();
