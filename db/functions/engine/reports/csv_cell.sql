create or replace function sched_engine.csv_cell(p_value text)
returns text
language sql
immutable
parallel safe
as $$
    select case
        when p_value ~ E'["\\r\\n,]|^\\s|\\s$' then '"' || replace(sched_engine.guard_formula(p_value), '"', '""') || '"'
        else coalesce(sched_engine.guard_formula(p_value), '')
    end
$$;

comment on function sched_engine.csv_cell(text) is
    'A text as a cell of a CSV file: in quotes when it has to be, empty for null (RFC 4180), and never a formula to a spreadsheet.';
