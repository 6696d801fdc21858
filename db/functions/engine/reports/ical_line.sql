create or replace function sched_engine.ical_line(p_name text, p_value text)
returns text
language sql
immutable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
    -- At most 75 octets a line, and no character cut in two: one has at most four.
    select regexp_replace(
        l.text,
        case when octet_length(l.text) <= 75 then '$^' when octet_length(l.text) = length(l.text) then '(.{74})(?=.)'
            else '(.{18})(?=.)' end,
        E'\\1\r\n ', 'g'
    ) || E'\r\n'
    from (select p_name || ':' || p_value as text) as l
    where p_value <> ''
$$;

comment on function sched_engine.ical_line(text, text) is
    'A line of an iCalendar file, folded as RFC 5545 wants it; null without a value.';
