create or replace function sched_engine.csv_cell(p_value text)
returns text
language sql
immutable
parallel safe
as $$
    select case
        when p_value ~ E'["\\r\\n,]|^\\s|\\s$' then '"' || replace(p_value, '"', '""') || '"'
        else coalesce(p_value, '')
    end
$$;

comment on function sched_engine.csv_cell(text) is
    'A value as a cell of a CSV file: in quotes when it has to be, empty for null (RFC 4180).';
