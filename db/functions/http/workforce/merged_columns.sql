-- What counts in a statement of PostgREST:
-- WITH pgrst_source AS (INSERT INTO "api_v2"."teams"("team_code", ...) SELECT ...
create or replace function sched_http.merged_columns(p_view text)
returns text[]
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
    select array(
        select btrim(c.name, ' "')
        from string_to_table(
            substring(current_query() from format('INSERT INTO "api_v2"\."%s"\s*\(([^)]*)\)', p_view)), ','
        ) as c (name)
    )
$$;

comment on function sched_http.merged_columns(text) is
    'The columns of a view of api_v2 that the present request gives: an upsert leaves others as they are. Looks at the
text of the statement, since a row does not tell what was given.';
