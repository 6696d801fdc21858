create or replace function sched_http.constraint_said(p_table text, p_constraint text)
returns text
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
    select obj_description(c.oid, 'pg_constraint')
    from pg_catalog.pg_constraint as c
    where c.conrelid = to_regclass(format('sched.%I', p_table)) and c.conname = p_constraint
$$;

comment on function sched_http.constraint_said(text, text) is
    'The rule that a constraint of a table of sched keeps, as its comment says it; null: it has none.';
