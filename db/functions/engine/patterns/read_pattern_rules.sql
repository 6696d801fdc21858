-- On the clock face of a cycle a rule is an arc: where it starts, and how long it is. Two arcs overlap when
-- one starts inside the other, around the end of the cycle too.
create or replace function sched_engine.read_pattern_rules(p_rules jsonb, p_cycle_days integer)
returns table (
    cycle_day integer,
    start_time time,
    end_time time,
    is_operating boolean,
    shift_code text,
    start_second integer,
    seconds integer,
    label text
)
language sql
immutable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
    select
        r.cycle_day,
        r.start_time,
        r.end_time,
        coalesce(r.is_operating, true),
        nullif(r.shift_code, ''),
        r.cycle_day * 86400 + extract(epoch from r.start_time)::integer,
        1 + (extract(epoch from r.end_time - r.start_time)::integer - 1 + 2 * 86400) % 86400,
        concat_ws(
            ' ',
            'day', r.cycle_day,
            case
                when p_cycle_days % 7 = 0
                    then (array['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'])[r.cycle_day % 7 + 1]
            end,
            to_char(r.start_time, 'HH24:MI') || '-' || to_char(r.end_time, 'HH24:MI'),
            nullif(r.shift_code, '')
        )
    from jsonb_to_recordset(p_rules) as r (
        cycle_day integer, start_time time, end_time time, is_operating boolean, shift_code text
    )
$$;

comment on function sched_engine.read_pattern_rules(jsonb, integer) is
    'Rules of a pattern from a JSON array of {cycle_day, start_time, end_time, is_operating,
shift_code}, with their place on the cycle in seconds of wall time and a label for people.';
