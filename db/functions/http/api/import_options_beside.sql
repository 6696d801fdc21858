create or replace function sched_http.import_options_beside(p_given jsonb)
returns jsonb
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
    select p_given || jsonb_build_object(
        'dry_run', coalesce((p_given ->> 'dry_run')::boolean, false) or (o.told ->> 'dry_run')::boolean,
        'replace', coalesce((p_given ->> 'replace')::boolean, false) or (o.told ->> 'replace')::boolean,
        'default_date', coalesce(p_given ->> 'default_date', o.told ->> 'default_date')
    )
    from (select sched_http.import_options() as told) as o
$$;

comment on function sched_http.import_options_beside(jsonb) is
    'How rows of a JSON body are imported: by the options in the body, and by those of sched_http.import_options. A dry run, or
a replacement, that either of them asks for is one.';
