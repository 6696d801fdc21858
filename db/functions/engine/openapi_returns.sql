create or replace function sched_engine.openapi_returns(
    p_function oid, p_comment text, p_is_file boolean, p_creates boolean
)
returns json
language plpgsql
stable
set search_path = ''
as $$
begin
    return (
        -- What a comment names, the function gives: the status 202, and the media types of files.
        select case
            when r.schema is null then json '{"204": {"description": "Done."}}'
            else (
                select json_object_agg(s.status, json_build_object(
                    'description', s.description,
                    'content', m.types
                ))
                from (
                    values
                    ('200', 'What the function returns.'), ('201', 'Created.'), ('202', 'Accepted, and done later.')
                ) as s (status, description)
                cross join lateral (
                    select json_object_agg(
                        t.media_type,
                        json_build_object('schema', case when s.status = '202' then '{}' else r.schema end)
                        order by t.media_type
                    ) as types
                    from (
                        select distinct m.words[1] as media_type
                        from regexp_matches(p_comment, '\m((?:text|application)/[a-z]+)', 'g') as m (words)
                        where p_is_file
                        union all
                        select case when p_is_file then '*/*' else 'application/json' end
                    ) as t
                ) as m
                where s.status = '200' or s.status = '201' and p_creates or p_comment ~ format('\m%s\M', s.status)
            )
        end
        from (
            select case when p_is_file then '{}' else sched_engine.openapi_result(p_function) end as schema
        ) as r
    );
end
$$;

comment on function sched_engine.openapi_returns(oid, text, boolean, boolean) is
    'The good answers of a function. p_creates: it may create a row, and answers 201 then.';
