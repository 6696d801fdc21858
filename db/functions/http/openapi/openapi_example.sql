create or replace function sched_http.openapi_example(p_object text, p_name text)
returns jsonb
language plpgsql
immutable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
begin
    return coalesce(
        sched_http.openapi_examples() -> p_object -> p_name,
        sched_http.openapi_examples() -> '*' -> p_name
    );
end
$$;

comment on function sched_http.openapi_example(text, text) is
    'A value of a column or an argument, or a whole request, to show in the description of the HTTP API: that of this
view or function, else that of every column and argument of the name, else null.';
