create or replace function sched_engine.resource_instant(p_resource_id bigint, p_time text)
returns timestamptz
language plpgsql
stable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
declare
    v_word constant text := lower(btrim(p_time));
    v_days constant integer := array_position(array['yesterday', 'today', 'tomorrow'], v_word) - 2;
    v_parts constant text[] := regexp_match(
        p_time, '^\s*(\d{4}-\d\d-\d\d)(?:[ T](\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?)\s*(Z|[+-]\d\d(?::?\d\d)?)?)?\s*$'
    );
begin
    perform sched_engine.check_given(p_time, 'time',
        'Write local time as 2026-12-01 10:00, or with an offset as 2026-12-01 10:00+02:00; or now, today, tomorrow.',
        'SC004');
    if v_word = 'now' then
        return date_trunc('minute', sched_engine.current_instant());
    elsif v_days is null and v_parts is null then
        raise exception using errcode = '22007', message = 'not a time';
    elsif v_parts[3] is not null then
        return (v_parts[1] || ' ' || v_parts[2] || v_parts[3])::timestamptz;
    end if;
    return (
        select sched_engine.wall_to_instant(
            case
                when v_days is null then v_parts[1]::date + coalesce(v_parts[2], '00:00')::time
                else (sched_engine.current_instant() at time zone z.time_zone)::date + v_days + time '00:00'
            end,
            z.time_zone
        )
        from (
            select e.time_zone from sched_engine.effective_time_zones(array[p_resource_id]) as e
            union all
            select 'UTC' where p_resource_id is null
        ) as z
    );
exception when datetime_field_overflow or invalid_datetime_format then
    perform sched_engine.refuse('SC004', format('%s is not a time.', '"' || p_time || '"'),
        'Write local time as 2026-12-01 10:00, or with an offset as 2026-12-01 10:00+02:00; or now, today, tomorrow.');
    return null;
end
$$;

comment on function sched_engine.resource_instant(bigint, text) is
    'The instant of a time as people write it: "2026-12-01 10:00" or "2026-12-01" (midnight) by the
clock of the resource, or with an offset ("2026-12-01T10:00+02:00", "...Z"); "now" (the minute that has begun);
"yesterday", "today" and "tomorrow" (midnight by the clock of the resource). A local time that happens twice is its
first occurrence; one that is skipped, the moment of the jump. Without a resource the clock is UTC. SC004: not a time, or null.';
