create or replace function sched_engine.tell_location()
returns trigger
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_made bigint;
begin
    -- An upsert comes here with an id that may not be used.
    if coalesce(current_setting('request.method', true), '') <> 'POST'
        or not current_setting('request.path', true) = any(tg_argv[1]::text[])
        or current_setting('request.headers', true)::json ->> 'prefer' ~ 'resolution='
    then
        return new;
    end if;
    v_made := coalesce(nullif(current_setting('sched.rows_made', true), ''), '0')::bigint + 1;
    perform set_config('sched.rows_made', v_made::text, true);
    if v_made > 2 then
        return new;
    end if;
    perform set_config('response.headers', case when v_made = 1 then
        json_build_array(json_build_object('Location', format('/%s?id=eq.%s', tg_argv[0], new.id)))::text
    else '[]' end, true);
    if current_setting('request.path', true) ~ '^/rpc/' then
        perform set_config('response.status', '201', true);
    end if;
    return new;
end
$$;

comment on function sched_engine.tell_location() is
    'Trigger: where a row that was created over HTTP is found, in the header Location; PostgREST tells it only to whoever
does not want the row itself. With more than one row there is none. A function that creates answers 201. For each row, because
PostgREST reads the headers before triggers of a statement run. Arguments: the view of the API, and the paths of requests
that create its rows.';

do $$
declare
    v_table text;
    v_view text;
    v_paths text;
begin
    for v_table, v_view, v_paths in values
        ('resources', 'resources', '{/resources}'),
        ('operating_patterns', 'patterns', '{/patterns,/rpc/create_pattern,/rpc/copy_pattern}'),
        ('pattern_rules', 'pattern_rules', '{/pattern_rules}'),
        ('resource_pattern_assignments', 'pattern_assignments', '{/pattern_assignments,/rpc/assign_pattern}'),
        ('schedule_exceptions', 'exceptions', '{/exceptions}'),
        ('holiday_calendars', 'calendars', '{/calendars}'),
        ('holidays', 'holidays', '{/holidays}'),
        ('webhook_subscriptions', 'webhooks', '{/webhooks}')
    loop
        execute format(
            'create or replace trigger tell_location before insert on sched.%I '
            'for each row execute function sched_engine.tell_location(%L, %L)',
            v_table, v_view, v_paths
        );
    end loop;
end
$$;
