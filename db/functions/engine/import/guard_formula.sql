create or replace function sched_engine.guard_formula(p_text text)
returns text
language sql
immutable
parallel safe
as $$
    select case
        -- Most texts begin with no sign and hold no separator, which is found out sooner than by an expression.
        when ascii(p_text) in (9, 13, 39, 43, 45, 61, 64)
            or strpos(p_text, ';') > 0 or strpos(p_text, E'\t') > 0
            or strpos(p_text, E'\r') > 0 or strpos(p_text, E'\n') > 0
        then regexp_replace(
            p_text, '(^|(?<=[;\t\r\n]))(?=''+[=+\-@\t\r]|(?![+-]([0-9]+(\.[0-9]+)?)?([;\t\r\n]|$))[=+\-@\t\r])', '''', 'g'
        )
        else p_text
    end
$$;

comment on function sched_engine.guard_formula(text) is
    'A text as a cell of a file that people open in a spreadsheet: with an apostrophe before what would be taken for a formula
(= + - @ tab or CR at the start, or after a semicolon, tab or line end), unless that is a number. unguard_formula takes it away.';
