create or replace function sched_http.asked_schema(p_headers jsonb)
returns text
language sql
stable
parallel safe
as $$
    select coalesce(
        p_headers ->> case
            when current_setting('request.method', true) in ('GET', 'HEAD') then 'accept-profile'
            else 'content-profile'
        end,
        'api_v1'
    )
$$;

comment on function sched_http.asked_schema(jsonb) is
    'The schema that the present HTTP request is for, by its headers. Inlined into the query that calls it.';
