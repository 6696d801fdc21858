create or replace function sched_engine.search_end(p_from timestamptz, p_is_back boolean)
returns timestamptz
language sql
immutable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
    select case
        when p_is_back then greatest(p_from - interval '87672 hours', timestamptz '1970-01-01 00:00:00+00')
        else least(p_from + interval '87672 hours', timestamptz '2200-01-01 00:00:00+00')
    end
$$;

comment on function sched_engine.search_end(timestamptz, boolean) is
    'Where a search for operating time gives up: 10 years (3,653 days) after p_from, or before it.';
