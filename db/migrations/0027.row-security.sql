-- Whoever is limited to a subtree learns nothing of the rest. The limit is a property of the tables, and PostgreSQL
-- checks it before anything else that a query asks of a row. It holds for the owner of the views that others read;
-- the engine, as the owner of the tables, plans with all of them.

do $$
begin
    if not exists (select from pg_catalog.pg_roles where rolname = 'sched_views') then
        create role sched_views nologin noinherit;
    end if;
    -- So that the owner of everything else can replace these views, and read them.
    if not exists (
        select from pg_catalog.pg_auth_members as m
        where m.roleid = 'sched_views'::regrole and m.member = 'sched_owner'::regrole
            and m.inherit_option and m.set_option
    ) then
        grant sched_views to sched_owner with inherit true, set true;
    end if;
end
$$;

comment on role sched_views is
    'Owns the views that others read; row security limits it to the subtree that the present request may see.';

set local role sched_owner;

grant usage, create on schema sched_engine, sched_oee, api_v1 to sched_views;

-- What the whole plant shares.
grant select, insert, update, delete on
sched.operating_patterns, sched.pattern_rules, sched.holiday_calendars, sched.holidays, sched.system_configuration
to sched_views;

-- What belongs to a resource. Only the resources themselves are written through a view without a trigger.
grant select, insert, update, delete on sched.resources to sched_views;
grant select on
sched.resource_pattern_assignments, sched.resource_calendar_assignments, sched.schedule_exceptions,
sched.equipment_schedules, sched.generated_dates, sched.stale_dates, sched.schedule_changes,
sched.jobs, sched.job_batches, sched.api_keys, sched.webhook_subscriptions, sched.audit_log
to sched_views;

do $$
declare
    -- Asked once for a query, so that whoever sees the whole plant pays next to nothing for each row.
    v_whole constant text := '(select coalesce(current_setting(''sched.scope'', true), '''') in ('''', ''{}''))';
    -- The resources are limited here as well. A set that is computed once, and not a look-up for each row.
    v_seen constant text := v_whole || ' or %I in (select r.id from sched.resources as r)';
    v_table text;
    v_limit text;
begin
    for v_table, v_limit in values
        -- Without "or", so that the index on paths leads to the subtree.
        (
            'resources',
            'path_ids @> coalesce(nullif(current_setting(''sched.scope'', true), ''''), ''{}'')::bigint[]'
        ),
        ('resource_pattern_assignments', format(v_seen, 'resource_id')),
        ('resource_calendar_assignments', format(v_seen, 'resource_id')),
        ('schedule_exceptions', format(v_seen, 'resource_id')),
        ('equipment_schedules', format(v_seen, 'resource_id')),
        ('generated_dates', format(v_seen, 'resource_id')),
        ('schedule_changes', format(v_seen, 'resource_id')),
        ('webhook_subscriptions', format(v_seen, 'resource_id')),
        ('api_keys', format(v_seen, 'scope_resource_id')),
        ('jobs', format(v_seen, 'scope')),
        ('job_batches', v_whole || ' or job_id in (select j.id from sched.jobs as j)'),
        -- An edit above concerns what is below.
        (
            'stale_dates',
            format(v_seen, 'resource_id')
            || ' or resource_id = any(array(select unnest(r.path_ids) from sched.resources as r where r.id = any('
                'coalesce(nullif(current_setting(''sched.scope'', true), ''''), ''{}'')::bigint[])))'
        ),
        -- It is about the whole plant.
        ('audit_log', v_whole)
    loop
        execute format('alter table sched.%I enable row level security', v_table);
        execute format('create policy granted on sched.%I using (true)', v_table);
        execute format('create policy in_scope on sched.%I as restrictive to sched_views using (%s)', v_table, v_limit);
        execute format(
            'comment on policy granted on sched.%I is ''Rights to the table decide, but for in_scope.''', v_table
        );
        execute format(
            'comment on policy in_scope on sched.%I is ''Through a view: what the present request may see.''', v_table
        );
    end loop;
end
$$;
