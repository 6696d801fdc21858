create or replace function sched_http.import_csv(p_text text, p_kind text)
returns json
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_length constant integer := substring(sched_http.request_header('content-length') from '^\d{1,9}$')::integer;
    v_date constant text := sched_http.request_header('x-default-date');
    v_file record;
begin
    -- A text parameter ends at a NUL; what follows must not be lost unnoticed.
    if v_length > octet_length(p_text) then
        perform sched_engine.refuse_import(jsonb_build_array(jsonb_build_object(
            'line', null, 'column_name', null, 'value', null,
            'message', 'The file is a binary file, not CSV.', 'remedy', 'Save it as CSV in UTF-8.'
        )));
    elsif v_date is not null and sched_engine.cell_date(v_date) is null then
        perform sched_engine.refuse('SC004', format('%s is not a date on which a pattern can start.', left(v_date, 100)),
            'Give X-Default-Date as YYYY-MM-DD.');
    end if;
    select f.* into v_file from sched_engine.read_csv(p_text, p_kind) as f;
    return sched_engine.import_rows(p_kind, v_file.rows, v_file.problems, jsonb_build_object(
        'dry_run', coalesce(sched_engine.cell_boolean(sched_http.request_header('x-dry-run')), false),
        'replace', coalesce(sched_engine.cell_boolean(sched_http.request_header('x-replace')), false),
        'default_date', v_date
    ));
end
$$;

comment on function sched_http.import_csv(text, text) is
    'Imports a CSV file that came as the body of an HTTP request; options come as the headers X-Dry-Run, X-Replace (true or
false) and X-Default-Date.';
