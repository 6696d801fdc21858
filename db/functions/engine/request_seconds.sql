create or replace function sched_engine.request_seconds(p_role text)
returns integer
language sql
stable
set search_path = ''
as $$
    -- A setting that is no number must not keep people from correcting it.
    select greatest(1, least(3600, coalesce(
        (
            select c.config_value
            from sched.system_configuration as c
            where c.config_key = k.config_key and c.is_active and c.config_value ~ '^\d{1,6}$'
        )::integer,
        k.seconds
    )))
    from (values
        ('api_write_timeout_seconds', 60, true), ('api_read_timeout_seconds', 15, false)
    ) as k (config_key, seconds, may_write)
    where k.may_write = (p_role in ('sched_planner', 'sched_admin'))
$$;

comment on function sched_engine.request_seconds(text) is
    'How long an HTTP request of a role may take: settings api_read_timeout_seconds and api_write_timeout_seconds.';
