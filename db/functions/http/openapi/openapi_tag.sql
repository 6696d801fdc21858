create or replace function sched_http.openapi_tag(p_name text)
returns text
language plpgsql
immutable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
begin
    return (
        select t.tag
        from sched_http.openapi_tags() as t
        where p_name ~ t.words
        -- what is done says more than what it is done to
        order by array_position('{9,10,11,12,3,2,4,5,1,8,7,6,13}', t.nr)
        limit 1
    );
end
$$;

comment on function sched_http.openapi_tag(text) is
    'Under which heading the description of the HTTP API shows a view or a function.';
