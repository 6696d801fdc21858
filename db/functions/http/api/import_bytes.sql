create or replace function sched_http.import_bytes(p_body bytea, p_kind text)
returns json
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    if not sched_engine.is_utf8(p_body) then
        perform sched_engine.refuse_import((
            select jsonb_build_array(jsonb_build_object(
                'line', case when not b.is_binary then (
                    select min(l.nr)
                    from string_to_table(convert_from(p_body, 'LATIN1'), E'\n') with ordinality as l (line, nr)
                    where not sched_engine.is_utf8(convert_to(l.line, 'LATIN1'))
                ) end,
                'column_name', null, 'value', null,
                'message', case
                    when b.is_binary then 'The file is a binary file, not CSV.'
                    else 'The file is not in UTF-8, so its letters cannot be read.'
                end,
                'remedy', 'Save it as CSV in UTF-8, or as Excel workbook (.xlsx).'
            ))
            from (select position('\x00'::bytea in p_body) > 0 as is_binary) as b
        ));
    end if;
    return sched_http.import_csv(convert_from(p_body, 'UTF8'), p_kind);
end
$$;

comment on function sched_http.import_bytes(bytea, text) is
    'Imports a CSV file that came as the body of an HTTP request, as sched_http.import_csv does. SC009 also when it is not in UTF-8,
with the first line that is not.';
