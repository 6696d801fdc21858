create or replace function api_v1.availability_by_level(
    start_date date, end_date date, resource_id bigint default null, level text default 'area'
)
returns table (
    resource_code text,
    resource_name text,
    resource_type sched.resource_type,
    machines bigint,
    calendar_hours numeric,
    shift_hours numeric,
    planned_production_hours numeric,
    operating_hours numeric,
    capacity_hours numeric,
    maintenance_hours numeric,
    breakdown_hours numeric,
    shutdown_hours numeric,
    holiday_hours numeric,
    dates_not_generated bigint
)
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_resource_id constant bigint := availability_by_level.resource_id;
    v_level sched.resource_type;
    v_ids bigint[];
begin
    perform sched_engine.check_period(start_date, end_date);
    if v_resource_id is not null then
        perform sched_engine.check_visible(array[v_resource_id]);
        v_ids := sched_engine.planned_subtree(array[sched_engine.resource_code(v_resource_id)]);
    else
        v_ids := sched_engine.visible_machines();
    end if;
    perform sched_engine.check_availability_size(cardinality(v_ids), start_date, end_date);
    begin
        v_level := level::sched.resource_type;
    exception when invalid_text_representation then
        perform sched_engine.refuse('22P02', format('%L is not a level of the plant.', left(level, 100)),
            'Levels: enterprise, site, area, work_center, work_unit.');
    end;
    -- What is above the part of a limited key is not known to it.
    v_level := greatest(v_level, (
        select r.resource_type
        from sched.resources as r
        where r.id = (nullif(current_setting('sched.scope', true), '')::bigint[])[1]
    ));
    return query select * from sched_engine.availability_by_level(v_ids, start_date, end_date, v_level);
end
$$;

comment on function api_v1.availability_by_level(date, date, bigint, text) is
    'Planned hours added up by a level of the plant

For the business dates start_date to end_date, both included, of the machines at and below a resource (null: all): a row
for each resource of the level that has some of them, or the next one above. level: enterprise, site, area, work_center
or work_unit. Hours are elapsed hours as in daily_availability; calendar_hours is all time there is; dates_not_generated
counts machine days without a plan. Errors: SC001 unknown id, SC004 period, 22P02 level.';

grant execute on function api_v1.availability_by_level(date, date, bigint, text)
to sched_oee_reader, sched_viewer, sched_planner, sched_admin;
