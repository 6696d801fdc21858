create or replace function sched_http.answers_later(
    p_resource_ids bigint[], p_from date, p_to date, p_regenerate boolean
)
returns boolean
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
    -- Whoever calls in SQL can wait; a client of HTTP, and all proxies in between, cannot for long.
    select nullif(current_setting('request.method', true), '') is not null
        and (
            coalesce(sched_http.request_header('prefer') ~* '\mrespond-async\M', false)
            or sched_engine.machine_days(p_resource_ids, p_from, p_to, p_regenerate)
            > sched_engine.setting_int('generation_inline_machine_days', 2000000)
        )
$$;

comment on function sched_http.answers_later(bigint[], date, date, boolean) is
    'Whether a generation asked for over HTTP becomes a job: it is larger than the setting generation_inline_machine_days, or
the client prefers so.';
