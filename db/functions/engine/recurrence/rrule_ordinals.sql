create or replace function sched_engine.rrule_ordinals(p_position integer, p_length integer)
returns integer[]
language sql
immutable
parallel safe
as $$
    select array[(p_position + 6) / 7, -((p_length - p_position) / 7) - 1]
$$;

comment on function sched_engine.rrule_ordinals(integer, integer) is
    'Which of its weekdays a day is (the first Monday, the second), by its position (from 1) in a month or year of p_length days:
from the start, and from the end as a negative number.';
