create or replace function sched_http.import_csv(p_text text, p_kind text)
returns json
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_length constant integer := substring(sched_http.request_header('content-length') from '^\d{1,9}$')::integer;
    v_options jsonb;
    v_file record;
begin
    -- A text parameter ends at a NUL; what follows must not be lost unnoticed.
    if v_length > octet_length(p_text) then
        perform sched_engine.refuse_import(jsonb_build_array(jsonb_build_object(
            'line', null, 'column_name', null, 'value', null,
            'message', 'The file is a binary file, not CSV.', 'remedy', 'Save it as CSV in UTF-8.'
        )));
    end if;
    v_options := sched_http.import_options();
    if sched_http.request_header('x-sheet') = 'true' then -- the relay has read it from a workbook
        select f.* into v_file from sched_engine.read_file(p_kind, null, p_text::jsonb) as f;
    else
        select f.* into v_file from sched_engine.read_csv(p_text, p_kind) as f;
    end if;
    return sched_engine.import_rows(p_kind, v_file.rows, v_file.problems, v_options);
end
$$;

comment on function sched_http.import_csv(text, text) is
    'Imports a CSV file that came as the body of an HTTP request; with the header X-Sheet: true the body is the rows of a
workbook, as sched_engine.read_file takes them. sched_http.import_options says how.';
