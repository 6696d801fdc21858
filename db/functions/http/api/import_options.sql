create or replace function sched_http.import_options()
returns jsonb
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_date constant text := sched_http.request_header('x-default-date');
begin
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
X-Default-Date; SC004 when that is no date.';
