create or replace function sched_engine.ical_text(p_text text)
returns text
language sql
immutable
parallel safe
as $$
    select regexp_replace(
        regexp_replace(regexp_replace(p_text, '([\\;,])', '\\\1', 'g'), E'\r\n|\r|\n', '\\n', 'g'),
        '[\x01-\x1f\x7f]', ' ', 'g'
    )
$$;

comment on function sched_engine.ical_text(text) is 'A text as a value in an iCalendar file (RFC 5545, 3.3.11).';
