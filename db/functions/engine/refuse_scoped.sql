create or replace function sched_engine.refuse_scoped()
returns trigger
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    perform sched_engine.refuse('SC013',
        format('Who is limited to a part of the plant may not change %s.', tg_argv[0]),
        'Use a key or a token for the whole plant.', 'The whole plant shares them.');
    return null;
end
$$;

comment on function sched_engine.refuse_scoped() is
    'Trigger: what the whole plant shares is not changed by a request that is limited to a subtree (SC013). Argument:
what that is called.';

do $$
declare
    v_table text;
    v_name text;
begin
    for v_table, v_name in values
        ('operating_patterns', 'patterns'), ('pattern_rules', 'patterns'), ('holiday_calendars', 'calendars'),
        ('holidays', 'holidays'), ('system_configuration', 'settings'), ('api_keys', 'API keys')
    loop
        execute format(
            'create or replace trigger a_keep_from_scoped before %s on sched.%I '
            'for each statement when (coalesce(current_setting(''sched.scope'', true), '''') not in ('''', ''{}'')) '
            'execute function sched_engine.refuse_scoped(%L)',
            -- keys go with the resource that they are limited to
            case v_table when 'api_keys' then 'insert or update' else 'insert or update or delete' end, v_table, v_name
        );
    end loop;
end
$$;
