create or replace function sched_engine.undo_assignment(p_resource_id bigint)
returns table (edited_at timestamptz, edited_by text)
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_before jsonb;
begin
    perform sched_engine.acquire_model_lock();
    select l.changed_at, l.changed_by into edited_at, edited_by
    from sched.audit_log as l
    where l.table_name = 'resource_pattern_assignments'
        and coalesce(l.new_values, l.old_values) -> 'resource_id' = to_jsonb(p_resource_id)
    order by l.changed_at desc, l.id desc
    limit 1;
    if not found then
        perform sched_engine.refuse(
            'SC001',
            format('The audit log has no edit of the assignments of %s.',
                (select r.resource_code from sched.resources as r where r.id = p_resource_id)),
            'Look at its assignments, and assign the pattern that it is to follow.'
        );
    end if;

    -- An edit is a transaction, which may have written a row more than once: the first time tells what was before.
    select jsonb_object_agg(f.record_id, f.old_values) into v_before
    from (
        select distinct on (l.record_id) l.record_id, l.old_values
        from sched.audit_log as l
        where l.table_name = 'resource_pattern_assignments' and l.changed_at = edited_at
            and coalesce(l.new_values, l.old_values) -> 'resource_id' = to_jsonb(p_resource_id)
        order by l.record_id, l.id
    ) as f;
    -- All of them go before the first comes back: on the way, two may not overlap either.
    delete from sched.resource_pattern_assignments as a where v_before ? a.id::text;
    insert into sched.resource_pattern_assignments overriding system value
    select a.*
    from jsonb_each(v_before) as b
    cross join jsonb_populate_record(null::sched.resource_pattern_assignments, b.value) as a
    where jsonb_typeof(b.value) = 'object';
    return next;
end
$$;

comment on function sched_engine.undo_assignment(bigint) is
    'Takes the last edit of the pattern assignments of a resource back, whatever it was (an assignment, its end, an import):
they are again what the audit log says they were before. Called again, it takes that back. Returns when the edit was made
and by whom. SC001: there is none. SC005: other assignments stand in the way.';
