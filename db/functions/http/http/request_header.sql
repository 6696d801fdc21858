create or replace function sched_http.request_header(p_name text)
returns text
language sql
stable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
    select nullif(current_setting('request.headers', true), '')::json ->> lower(p_name)
$$;

comment on function sched_http.request_header(text) is
    'A header of the present HTTP request; null outside of one, or when it was not sent.';
