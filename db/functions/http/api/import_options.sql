create or replace function sched_http.import_options()
returns jsonb
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_date constant text := sched_http.request_header('x-default-date');
    v_option record;
begin
    -- A slip in "true" would import what was only to be looked through.
    for v_option in
        select
            o.name,
            sched_http.request_header(o.header) as told
        from (values ('dry_run', 'x-dry-run'), ('replace', 'x-replace')) as o (name, header)
    loop
        if v_option.told <> '' and sched_engine.cell_boolean(v_option.told) is null then
            perform sched_engine.refuse('SC004',
                format('%s is %L, which is neither true nor false.', v_option.name, left(v_option.told, 100)),
                format('Give %s=true or %1$s=false, or leave it out; nothing was imported.', v_option.name));
        end if;
    end loop;
    if v_date is not null and sched_engine.cell_date(v_date) is null then
        perform sched_engine.refuse('SC004', format('%s is not a date on which a pattern can start.', left(v_date, 100)),
            'Give X-Default-Date as YYYY-MM-DD.');
    end if;
    return jsonb_build_object(
        'dry_run', coalesce(sched_engine.cell_boolean(sched_http.request_header('x-dry-run')), false),
        'replace', coalesce(sched_engine.cell_boolean(sched_http.request_header('x-replace')), false),
        'default_date', v_date
    );
end
$$;

comment on function sched_http.import_options() is
    'How a file that is the body of an HTTP request is imported, by the headers X-Dry-Run, X-Replace (true or false) and
X-Default-Date; SC004 when that is no date, or one of the others neither.';
