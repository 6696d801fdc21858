create or replace function sched_engine.shorten_names(p_names text[])
returns text
language sql
immutable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
    select array_to_string(p_names[:3], ', ')
    || case when cardinality(p_names) > 3 then format(' and %s more', cardinality(p_names) - 3) else '' end
$$;

comment on function sched_engine.shorten_names(text[]) is 'The first three names, and how many more there are.';
