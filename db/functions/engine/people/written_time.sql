create or replace function sched_engine.written_time(p_time text)
returns text
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_time constant text := btrim(p_time);
begin
    if not sched_engine.is_time(v_time) then
        perform sched_engine.refuse('SC004', format('"%s" is not a time.', coalesce(v_time, '')),
            'Write it by the clock on site, as 2026-12-24 10:00, or with an offset, as 2026-12-24 10:00+02:00.');
    end if;
    return v_time;
end
$$;

comment on function sched_engine.written_time(text) is
    'A time as people write it, with an offset or without, for sched_engine.local_instant. SC004: it is no time.';
