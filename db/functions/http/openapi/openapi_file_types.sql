create or replace function sched_http.openapi_file_types(p_comment text, p_json jsonb)
returns json
language sql
immutable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
    select json_object_agg(
        t.media_type,
        json_build_object('schema', case
            when t.media_type = 'application/json' then p_json
            when t.media_type = '*/*' then '{}'
            else jsonb '{"type": "string"}'
        end)
        order by t.media_type
    )
    from (
        select '*/*' as media_type
        union
        select m.words[1]
        from regexp_matches(p_comment, '\m((?:text|application)/[a-z]+)', 'g') as m (words)
    ) as t
$$;

comment on function sched_http.openapi_file_types(text, jsonb) is
    'The media types of a function that returns files: those that its comment names. p_json: the schema as JSON.';
