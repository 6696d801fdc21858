create or replace function sched_engine.cell_date(p_cell text)
returns date
language sql
stable
parallel safe
as $$
    -- Only ISO dates: 01/02/2026 is two dates, depending on who reads it. The domain refuses absurd ones.
    select case
        when p_cell ~ '^\d{4}-\d{2}-\d{2}$' and pg_catalog.pg_input_is_valid(p_cell, 'sched.plan_date')
            then p_cell::date
    end
$$;

comment on function sched_engine.cell_date(text) is
    'An imported cell as a business date, YYYY-MM-DD from 1970 to 2199; null when it is not one.';
