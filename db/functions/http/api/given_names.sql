create or replace function sched_http.given_names(p_is_call boolean, p_query text, variadic p_objects text[])
returns text[]
language sql
immutable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
    select array(
        select k.name
        from unnest(p_objects) as o (content)
        cross join lateral (
            select case when o.content ~ '^\s*[[{]' then o.content::json end as json
        ) as j
        cross join lateral (
            select case json_typeof(j.json) when 'array' then j.json -> 0 else j.json end as row
        ) as r
        cross join lateral json_object_keys(case json_typeof(r.row) when 'object' then r.row end) as k (name)
        union
        select regexp_replace(q.name, '->.*', '')
        from string_to_table(p_query, '&') as p (part)
        cross join lateral (
            select
                sched_http.url_text(split_part(p.part, '=', 1)) as name,
                sched_http.url_text(substring(p.part, '=(.*)')) as value
        ) as q
        -- What PostgREST takes for its own parameters, for embedded views, and in calls for filters of what is returned.
        where q.name !~ '[.]|^(select|order|limit|offset|columns|on_conflict|and|or|)$'
            and not (p_is_call and q.value ~ '^(not[.])?(eq|[gl]te?|neq|i?like|i?match|in|is|isdistinct|[a-z]{0,2}fts)[.(]')
        order by 1
    )
$$;

comment on function sched_http.given_names(boolean, text, text[]) is
    'The names that a request gives: of parameters in the query of its address, and of members of JSON objects, or of the
first in an array of them; text that is no JSON has none. p_is_call: of a function.';
