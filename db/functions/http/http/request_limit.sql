create or replace function sched_http.request_limit(p_role text)
returns table (seconds integer)
language sql
stable
parallel safe
as $$
    select greatest(1, least(3600, coalesce(
        (
            select c.config_value::integer
            from sched.system_configuration as c
            where c.config_key = case
                    when p_role in ('sched_planner', 'sched_admin', 'sched_workforce_planner', 'sched_hr')
                        then 'api_write_timeout_seconds'
                    else 'api_read_timeout_seconds'
                end
                and c.is_active
                -- A setting that is no number must not keep people from correcting it.
                and c.config_value ~ '^\d{1,6}$'
        ),
        case
            when p_role in ('sched_planner', 'sched_admin', 'sched_workforce_planner', 'sched_hr') then 60
            else 15
        end
    )))
$$;

comment on function sched_http.request_limit(text) is
    'How long an HTTP request of a role may take: settings api_read_timeout_seconds and api_write_timeout_seconds.
Always one row. Inlined into the query that calls it.';
