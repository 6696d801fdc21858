create or replace function sched_http.openapi_answers(p_good json, p_errors integer[])
returns json
language plpgsql
immutable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
begin
    return (
        select json_object_agg(a.status, a.answer order by a.status)
        from (
            select g.status, g.answer
            from json_each(p_good) as g (status, answer)
            union all
            select e.status::text, json_build_object('$ref', '#/components/responses/' || e.status)
            from unnest(p_errors || '{400,401,403,404,406,429,503}') as e (status)
        ) as a
    );
end
$$;

comment on function sched_http.openapi_answers(json, integer[]) is
    'The answers of an operation: the good ones as given, the errors that every
operation can give, and those named.';
