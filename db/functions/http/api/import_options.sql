create or replace function sched_http.import_options()
returns jsonb
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_accepted constant text[] := array['dry_run', 'replace', 'default_date', 'sheet'];
    v_options jsonb := jsonb_strip_nulls(jsonb_build_object(
        'dry_run', sched_http.request_header('x-dry-run'),
        'replace', sched_http.request_header('x-replace'),
        'default_date', sched_http.request_header('x-default-date')
    ));
    v_option record;
    v_meant text;
begin
    -- A slip in an option would import what was only to be looked through.
    for v_option in
        select
            left(q.name, 100) as name,
            max(q.value) as value,
            count(distinct q.value) as values
        from string_to_table(sched_http.request_header('x-asked-query'), '&') as p (part)
        cross join lateral (
            select
                sched_http.url_text(split_part(p.part, '=', 1)) as name,
                coalesce(sched_http.url_text(substring(p.part, '=(.*)')), '') as value
        ) as q
        where q.name <> ''
        group by q.name
        order by q.name
    loop
        if v_option.name <> all(v_accepted) then
            v_meant := coalesce(
                sched_http.meant_name(v_option.name, v_accepted),
                (select a.name from unnest(v_accepted) as a (name)
                where replace(a.name, '_', '') = regexp_replace(lower(v_option.name), '[^a-z]', '', 'g'))
            );
            perform sched_engine.refuse('SC016', format('An import has no %s.', v_option.name),
                concat_ws(' ', 'Write ' || v_meant || ' for ' || v_option.name || '.',
                    format('It may have %s; nothing was imported.', array_to_string(v_accepted, ', '))));
        elsif v_option.values > 1 then
            perform sched_engine.refuse('SC016', format('%s is given more than once.', v_option.name),
                'Give it once; nothing was imported.');
        elsif v_option.value = '' and v_option.name in ('dry_run', 'replace') then
            perform sched_engine.refuse('SC004', format('%s has no value.', v_option.name),
                format('Give %s=true or %1$s=false, or leave it out; nothing was imported.', v_option.name));
        end if;
        v_options := v_options || jsonb_build_object(v_option.name, v_option.value);
    end loop;
    for v_option in
        select
            o.name,
            v_options ->> o.name as told
        from unnest(array['dry_run', 'replace']) as o (name)
    loop
        if v_option.told <> '' and sched_engine.cell_boolean(v_option.told) is null then
            perform sched_engine.refuse('SC004',
                format('%s is %L, which is neither true nor false.', v_option.name, left(v_option.told, 100)),
                format('Give %s=true or %1$s=false, or leave it out; nothing was imported.', v_option.name));
        end if;
    end loop;
    if sched_engine.cell_date(v_options ->> 'default_date') is null and v_options ->> 'default_date' <> '' then
        perform sched_engine.refuse('SC004',
            format('%s is not a date on which a pattern can start.', left(v_options ->> 'default_date', 100)),
            'Give X-Default-Date as YYYY-MM-DD.');
    end if;
    return jsonb_build_object(
        'dry_run', coalesce(sched_engine.cell_boolean(v_options ->> 'dry_run'), false),
        'replace', coalesce(sched_engine.cell_boolean(v_options ->> 'replace'), false),
        'default_date', nullif(v_options ->> 'default_date', '')
    );
end
$$;

comment on function sched_http.import_options() is
    'How what came as the body of an HTTP request is imported, by the query of its address (X-Asked-Query, from the gateway), else by
the headers X-Dry-Run, X-Replace (true or false) and X-Default-Date. SC004 when that is no date, or one of the others neither; SC016
when the query has other names, or one of these with two values.';
