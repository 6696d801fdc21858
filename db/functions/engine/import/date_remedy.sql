create or replace function sched_engine.date_remedy(p_text text)
returns text
language sql
immutable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
    select case
        when p_text ~ '^[1-9][0-9]{4}$' then format(
            'That is the number by which Excel keeps %1$s: write %1$s, or give the cell a date format.',
            date '1899-12-30' + p_text::integer
        )
        else 'Write it as YYYY-MM-DD, for example 2026-12-31.'
    end
$$;

comment on function sched_engine.date_remedy(text) is
    'What to do about a cell that is no date; a number of five digits is told which day it is in Excel.';
