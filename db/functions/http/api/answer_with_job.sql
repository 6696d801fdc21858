create or replace function sched_http.answer_with_job(p_job_id bigint)
returns json
language sql
volatile
set search_path = pg_catalog, pg_temp
as $$
    select
        json_build_object(
            'job_id', j.id, 'url', u.url, 'state', j.state, 'resource_count', j.machines, 'date_range',
            json_build_object('start', j.arguments -> 'start_date', 'end', j.arguments -> 'end_date')
        )
    from sched_engine.job_overview as j
    -- The gateway says what stands before its addresses, and shows every row by its id.
    cross join lateral (
        select coalesce(
            sched_http.request_header('X-Forwarded-Prefix') || '/jobs/' || j.id, '/jobs?id=eq.' || j.id
        ) as url
    ) as u
    cross join lateral (select set_config('response.status', '202', true)) as s
    cross join lateral (
        select set_config(
            'response.headers', json_build_array(json_build_object('Location', u.url))::text, true
        )
    ) as h
    where j.id = p_job_id
$$;

comment on function sched_http.answer_with_job(bigint) is
    'The answer to a request that became a job: status 202, a Location header, and how to ask for its progress.';
