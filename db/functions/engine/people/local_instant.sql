create or replace function sched_engine.local_instant(p_time text, p_zone text)
returns timestamptz
language sql
stable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
    select case
        when p_time ~ '(Z|[+-]\d\d(:?\d\d)?)$' and p_time ~ ':' then p_time::timestamptz
        else sched_engine.wall_to_instant(p_time::timestamp, p_zone)
    end
$$;

comment on function sched_engine.local_instant(text, text) is
    'The instant of a time as people write it: 2026-12-01 10:00 by the clock of a zone, or with an offset, 2026-12-01
10:00+02:00. A local time that happens twice is its first occurrence; one that is skipped, the moment of the jump.';
