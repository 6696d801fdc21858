create or replace function sched_engine.export_header(p_content text)
returns text
language sql
stable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
    select string_agg(a.name, ',' order by a.nr)
    from pg_catalog.pg_proc as p
    cross join lateral unnest(p.proargnames, p.proargmodes) with ordinality as a (name, mode, nr)
    where a.mode = 't' and p.pronamespace = 'sched_engine'::regnamespace
        and p.proname = case p_content when 'schedule' then 'stored_plan' else 'daily_hours' end
$$;

comment on function sched_engine.export_header(text) is 'The first line of an exported file: the names of its columns.';
