create or replace function sched_engine.read_csv(p_text text, p_kind text, out rows jsonb, out problems jsonb)
language sql
stable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
    select
        f.rows,
        f.problems
    from sched_engine.read_file(p_kind, p_text, null) as f
$$;

comment on function sched_engine.read_csv(text, text) is
    'Reads a CSV file of resources, patterns, calendars or exceptions (p_kind): its rows and what is wrong with it, as
sched_engine.read_file.';
