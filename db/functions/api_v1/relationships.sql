-- PostgREST finds out by the foreign keys of tables which views can be embedded in which. Where there is none, or more
-- than one way, it takes a function from a row of one view to rows of the other, with the name of the other. Such a
-- function is put in place of its call, and so reads no more than the request asks for.
do $$
declare
    v_one text;
    v_rows integer;
    v_from text;
    v_name text;
    v_to text;
    v_condition text;
begin
    -- Named here as types, which puts these views before this file.
    perform
        null::api_v1.resources, null::api_v1.patterns, null::api_v1.exceptions, null::api_v1.holidays,
        null::api_v1.equipment_schedules, null::api_v1.daily_availability, null::api_v1.current_status,
        null::api_v1.schedule_changes, null::api_v1.resource_tree, null::api_v1.inheritance_tree,
        null::api_v1.generation_summary, null::api_v1.webhooks, null::api_v1.webhook_status,
        null::api_v1.webhook_deliveries;
    for v_from, v_name, v_rows, v_to, v_condition in values
        ('resources', 'parent', 1, 'resources', 't.id = $1.parent_resource_id'),
        ('resources', 'children', 10, 'resources', 't.parent_resource_id = $1.id'),
        ('resources', 'equipment_schedules', 1000, 'equipment_schedules', 't.resource_id = $1.id'),
        ('resources', 'daily_availability', 400, 'daily_availability', 't.resource_id = $1.id'),
        ('resources', 'schedule_changes', 100, 'schedule_changes', 't.resource_id = $1.id'),
        ('resources', 'current_status', 1, 'current_status', 't.resource_id = $1.id'),
        ('equipment_schedules', 'resources', 1, 'resources', 't.id = $1.resource_id'),
        ('equipment_schedules', 'patterns', 1, 'patterns', 't.id = $1.pattern_id'),
        ('equipment_schedules', 'exceptions', 1, 'exceptions', 't.id = $1.exception_id'),
        ('equipment_schedules', 'holidays', 1, 'holidays', 't.id = $1.holiday_id'),
        ('daily_availability', 'resources', 1, 'resources', 't.id = $1.resource_id'),
        ('current_status', 'resources', 1, 'resources', 't.id = $1.resource_id'),
        ('schedule_changes', 'resources', 1, 'resources', 't.id = $1.resource_id'),
        ('generation_summary', 'resources', 1, 'resources', 't.id = $1.resource_id'),
        ('inheritance_tree', 'resources', 1, 'resources', 't.id = $1.resource_id'),
        ('inheritance_tree', 'patterns', 1, 'patterns', 't.id = $1.pattern_id'),
        ('resource_tree', 'resources', 1, 'resources', 't.id = $1.resource_id'),
        ('webhooks', 'webhook_status', 1, 'webhook_status', 't.id = $1.id'),
        ('webhooks', 'webhook_deliveries', 100, 'webhook_deliveries', 't.webhook_id = $1.id'),
        ('webhook_status', 'webhooks', 1, 'webhooks', 't.id = $1.id'),
        ('webhook_deliveries', 'webhooks', 1, 'webhooks', 't.id = $1.webhook_id')
    loop
        v_one := format('api_v1.%I(api_v1.%I)', v_name, v_from);
        execute format(
            'create or replace function %s returns setof api_v1.%I language sql stable rows %s '
            'as ''select t.* from api_v1.%I as t where %s''',
            v_one, v_to, v_rows, v_to, v_condition
        );
        execute format(
            'comment on function %s is ''Embeds %s in %s. Not an endpoint.''', v_one, v_name, v_from
        );
        -- What a role may not read it cannot embed: rights are those of whoever asks.
        execute format(
            'grant execute on function %s to sched_oee_reader, sched_viewer, sched_planner, sched_admin', v_one
        );
    end loop;
end
$$;
