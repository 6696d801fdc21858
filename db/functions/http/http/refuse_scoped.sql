create or replace function sched_http.refuse_scoped()
returns trigger
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    perform sched_engine.refuse('SC013',
        format('A key or token limited to a part of the plant may not change %s.', tg_argv[0]),
        'Use a key or a token for the whole plant.', 'The whole plant shares them.');
    return null;
end
$$;

comment on function sched_http.refuse_scoped() is
    'Trigger: what the whole plant shares is not changed by a request that is limited to a subtree (SC013). Argument:
what that is called.';

create or replace trigger a_keep_from_scoped before insert or update or delete on sched.operating_patterns
for each statement when (coalesce(current_setting('sched.scope', true), '') not in ('', '{}'))
execute function sched_http.refuse_scoped('patterns');

create or replace trigger a_keep_from_scoped before insert or update or delete on sched.pattern_rules
for each statement when (coalesce(current_setting('sched.scope', true), '') not in ('', '{}'))
execute function sched_http.refuse_scoped('patterns');

create or replace trigger a_keep_from_scoped before insert or update or delete on sched.holiday_calendars
for each statement when (coalesce(current_setting('sched.scope', true), '') not in ('', '{}'))
execute function sched_http.refuse_scoped('calendars');

create or replace trigger a_keep_from_scoped before insert or update or delete on sched.holidays
for each statement when (coalesce(current_setting('sched.scope', true), '') not in ('', '{}'))
execute function sched_http.refuse_scoped('holidays');

create or replace trigger a_keep_from_scoped before insert or update or delete on sched.system_configuration
for each statement when (coalesce(current_setting('sched.scope', true), '') not in ('', '{}'))
execute function sched_http.refuse_scoped('settings');

-- Keys go with the resource that they are limited to.
create or replace trigger a_keep_from_scoped before insert or update on sched.api_keys
for each statement when (coalesce(current_setting('sched.scope', true), '') not in ('', '{}'))
execute function sched_http.refuse_scoped('API keys');

create or replace trigger a_keep_from_scoped before insert or update or delete on sched.emp_departments
for each statement when (coalesce(current_setting('sched.scope', true), '') not in ('', '{}'))
execute function sched_http.refuse_scoped('departments');

create or replace trigger a_keep_from_scoped before insert or update or delete on sched.emp_positions
for each statement when (coalesce(current_setting('sched.scope', true), '') not in ('', '{}'))
execute function sched_http.refuse_scoped('positions');
