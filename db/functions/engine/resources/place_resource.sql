create or replace function sched_engine.place_resource()
returns trigger
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_parent sched.resources;
begin
    if new.parent_resource_id is not null then
        -- Shared lock: the parent must not change its level while this row relies on it.
        select r.* into v_parent from sched.resources as r where r.id = new.parent_resource_id for share;
        if not found then
            perform sched_engine.refuse(
                'SC001',
                format('Resource %s: its parent (id %s) does not exist.', new.resource_code,
                    new.parent_resource_id),
                'Create the parent first, or correct parent_resource_id.'
            );
        elsif v_parent.resource_type >= new.resource_type then
            perform sched_engine.refuse('SC002',
                format('Resource %s (%s) cannot be below %s (%s).', new.resource_code, new.resource_type,
                    v_parent.resource_code, v_parent.resource_type),
                'The levels are, from the top: enterprise, site, area, work_center, work_unit.',
                'A parent must be of a higher ISA-95 level than its child.');
        end if;
    end if;

    if new.time_zone is not null
        and not exists (select from sched.time_zones as z where z.zone_name = new.time_zone) then
        perform sched_engine.refuse('SC003',
            format('Resource %s: %L is not a time zone that can be used.', new.resource_code, left(new.time_zone, 100)),
            'Use an IANA name such as Africa/Johannesburg; upper and lower case differ.');
    end if;

    if tg_op = 'UPDATE' and new.resource_type > old.resource_type and exists (
        select from sched.resources as r where r.parent_resource_id = new.id and r.resource_type <= new.resource_type
    ) then
        perform sched_engine.refuse('SC002',
            format('Resource %s cannot become a %s: it has children of that level or above.',
                new.resource_code, new.resource_type),
            'Move or change the children first.');
    end if;

    new.path_ids := coalesce(v_parent.path_ids, '{}') || new.id;
    new.hierarchy_path := concat_ws('.', v_parent.hierarchy_path, new.resource_code);
    new.updated_at := now();
    return new;
end
$$;

comment on function sched_engine.place_resource() is
    'Trigger: computes the path of a resource and refuses (SC002) a parent that is not of a higher level,
and (SC003) an unknown time zone. Levels strictly
fall from parent to child, so the tree can have no cycle.';

create or replace trigger place_resource
before insert or update of resource_code, resource_name, resource_type, parent_resource_id, time_zone,
    requires_scheduling, is_active, metadata
on sched.resources
for each row execute function sched_engine.place_resource();
