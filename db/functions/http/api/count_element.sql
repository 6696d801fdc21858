create or replace function sched_http.count_element()
returns integer
language sql
volatile
set search_path = pg_catalog, pg_temp
as $$
    select set_config(
        'sched.element',
        (coalesce(nullif(current_setting('sched.element', true), ''), '0')::integer + 1)::text,
        true
    )::integer
$$;

comment on function sched_http.count_element() is
    'Counts the rows that the present transaction writes through a view with a trigger: in a request of the HTTP API, which
is one statement, the place of an element in what was sent.';
