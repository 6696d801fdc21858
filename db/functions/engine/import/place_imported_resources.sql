create or replace function sched_engine.place_imported_resources(p_changes jsonb)
returns void
language sql
volatile
set search_path = pg_catalog, pg_temp
as $$
    merge into sched.resources as r
    using (
        select
            c.*,
            p.id as parent_id
        from jsonb_to_recordset(p_changes) as c (
            line integer, resource_code text, resource_id bigint, resource_name text,
            resource_type sched.resource_type, parent_code text, time_zone text, requires_scheduling boolean,
            is_active boolean, metadata jsonb, changed text[]
        )
        left join sched.resources as p on p.resource_code = c.parent_code
        where not c.changed <@ '{pattern_code, calendar_codes}'
        order by c.line
    ) as c
    on r.id = c.resource_id
    when matched then update set
        resource_name = c.resource_name,
        resource_type = c.resource_type,
        parent_resource_id = c.parent_id,
        time_zone = c.time_zone,
        requires_scheduling = c.requires_scheduling,
        is_active = c.is_active,
        metadata = c.metadata
    when not matched then insert (
        resource_code, resource_name, resource_type, parent_resource_id, time_zone, requires_scheduling,
        is_active, metadata
    ) values (
        c.resource_code, c.resource_name, c.resource_type, c.parent_id, c.time_zone, c.requires_scheduling,
        c.is_active, c.metadata
    )
$$;

comment on function sched_engine.place_imported_resources(jsonb) is
    'Inserts and updates the resources in rows of one step of sched_engine.plant_changes; their parents
must exist by then.';
