create or replace function sched_engine.current_trace()
returns text
language sql
stable
parallel safe
as $$
    -- Without settings of its own, so that it becomes part of the query that calls it; in two steps, because one that looks
    -- ahead takes three times as long.
    select case
        when current_setting('sched.traceparent', true) !~ '-0+-'
            then substring(
                current_setting('sched.traceparent', true) from '^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$'
            )
    end
$$;

comment on function sched_engine.current_trace() is
    'The trace that the present transaction belongs to: setting sched.traceparent, as W3C Trace Context writes it (version 00).
Null: none was told, or what was told is not one.';
