create or replace function sched_http.openapi_refs(p_kind text, p_names text[])
returns jsonb
language plpgsql
immutable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
begin
    return (
        select coalesce(
            jsonb_agg(jsonb_build_object('$ref', format('#/components/%s/%s', p_kind, n.name)) order by n.nr), '[]'
        )
        from unnest(p_names) with ordinality as n (name, nr)
    );
end
$$;

comment on function sched_http.openapi_refs(text, text[]) is
    'References to components of a kind: parameters, responses, schemas.';
