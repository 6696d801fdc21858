create or replace function sched_http.openapi_words(p_name text, p_description text, p_pattern text)
returns jsonb
language plpgsql
immutable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
begin
    return (
        select jsonb_build_array(jsonb_build_object(
            'name', p_name,
            'in', 'query',
            'description', p_description,
            'schema', jsonb_build_object('type', 'string', 'pattern', format('^%1$s(,%1$s)*$', p_pattern))
        ))
    );
end
$$;

comment on function sched_http.openapi_words(text, text, text) is
    'A parameter of a request that lists words, each of this pattern, with commas between.';
