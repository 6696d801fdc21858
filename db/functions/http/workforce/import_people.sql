create or replace function sched_http.import_people(p_sheets jsonb, p_options jsonb)
returns json
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    -- The relay has read it.
    v_is_workbook constant boolean := coalesce(sched_http.request_header('x-sheet') = 'true', false);
    v_options jsonb;
    v_sheets jsonb;
    v_problems jsonb;
    v_counts json;
begin
    if coalesce(current_setting('sched.scope', true), '') not in ('', '{}') then
        perform sched_engine.refuse('SC013',
            'A key or token limited to a part of the plant may not import people.',
            'Use a key or a token for the whole plant, or enter them one by one.');
    elsif jsonb_typeof(p_sheets) is distinct from 'object' then
        perform sched_engine.refuse('SC016', 'There are no sheets.',
            'Give an object with a list of rows for each, as {"employees": [{"employee_number": "00042", ...}]}.');
    end if;
    v_options := sched_http.import_options_beside(p_options);
    select
        jsonb_object_agg(s.key, coalesce(r.rows, '[]')),
        -- Names stay out of what may be logged.
        jsonb_agg(
            p.problem || jsonb_build_object('sheet', s.key)
            || case when p.problem ->> 'column_name' ~ '^(first_name|last_name|email|skills\..*)$' then jsonb '{"value": null}'
                else '{}' end
        ) filter (where p.problem is not null)
    into v_sheets, v_problems
    from jsonb_each(p_sheets) as s
    cross join lateral (
        select j.rows, j.problems from sched_engine.read_json_rows(s.value, s.key) as j where not v_is_workbook
        union all
        select f.rows, f.problems from sched_engine.read_file(s.key, null, s.value) as f where v_is_workbook
    ) as r
    left join lateral jsonb_array_elements(r.problems) as p (problem) on true;
    if v_is_workbook and jsonb_path_exists(v_sheets, 'strict $.* ? (@.size() == 0)') then -- not even its columns are right
        perform sched_engine.refuse_import(v_problems);
    end if;
    select json_object_agg(c.sheet, json_build_object(
        'inserted', c.inserted, 'updated', c.updated, 'unchanged', c.unchanged
    )) into v_counts
    from sched_engine.import_people(v_sheets, coalesce(v_problems, '[]'), v_options || jsonb_build_object(
        'hides_kinds', not sched_http.sees_kinds()
    )) as c;
    return json_build_object(
        'sheets', v_counts, 'dry_run', coalesce((v_options ->> 'dry_run')::boolean, false)
    );
end
$$;

comment on function sched_http.import_people(jsonb, jsonb) is
    'Imports sheets of people that came as JSON, {sheet: [{column: value}]}; with the header X-Sheet: true they are those of
a workbook, as sched_engine.read_file takes them. sched_http.import_options_beside says how. sched_engine.import_people does it.
Whoever may not see why somebody is absent cannot find it out from the counts. Refuses requests that are limited to a part of the plant (SC013).';
