create or replace function sched_engine.position_parts(
    p_position text, out epoch smallint, out transaction_id xid8, out id bigint
)
language sql
immutable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
    select
        p.parts[1]::smallint,
        p.parts[2]::xid8,
        p.parts[3]::bigint
    from regexp_match(coalesce(p_position, '0-0-0'), '^(\d{1,4})-(\d{1,19})-(\d{1,18})$') as p (parts)
$$;

comment on function sched_engine.position_parts(text) is
    'The parts of a position of the change feed or of the events, such as 1-7301-95; nulls when it is none. Null is the
beginning: zeros.';
