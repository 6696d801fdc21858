create or replace function sched_engine.cell_boolean(p_cell text)
returns boolean
language sql
immutable
parallel safe
as $$
    select case
        when lower(p_cell) in ('true', 't', 'yes', 'y', '1', 'on') then true
        when lower(p_cell) in ('false', 'f', 'no', 'n', '0', 'off') then false
    end
$$;

comment on function sched_engine.cell_boolean(text) is
    'An imported cell as a boolean; null when it is neither.';
