create or replace function sched_engine.explain_entry(p_table text, p_id bigint)
returns table (changed_by text, changed_at timestamptz)
language sql
stable
parallel safe
rows 1
set search_path = pg_catalog, pg_temp
as $$
    select
        l.changed_by,
        l.changed_at
    from sched.audit_log as l
    where l.table_name = p_table and l.record_id = p_id::text and l.action = 'INSERT'
    order by l.changed_at desc
    limit 1
$$;

comment on function sched_engine.explain_entry(text, bigint) is
    'Who entered a record, and when, from the audit log; no row for what came with the program.';
