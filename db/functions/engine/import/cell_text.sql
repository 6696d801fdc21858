-- The cell_* functions are inlined: an import calls them once for every cell.
create or replace function sched_engine.cell_text(p_cell text)
returns text
language sql
immutable
parallel safe
as $$
    select nullif(btrim(p_cell, E' \t\r\n\u00a0\ufeff'), '')
$$;

comment on function sched_engine.cell_text(text) is
    'A cell of an imported file without the blanks around it; null when nothing is left.';
