create or replace function sched_engine.availability_csv(p_resource_ids bigint[], p_from date, p_to date)
returns text
language sql
stable
set search_path = pg_catalog, pg_temp
set datestyle = 'ISO'
as $$
    select string_agg(concat(
        sched_engine.csv_cell(d.resource_code), ',', sched_engine.csv_cell(d.resource_name), ',',
        sched_engine.csv_cell(d.hierarchy_path), ',', d.schedule_date, ',', d.day_status, ',',
        sched_engine.csv_cell(array_to_string(d.shift_codes, ' ')), ',', d.shift_hours, ',',
        d.planned_production_hours, ',', d.operating_hours, ',', d.capacity_hours, ',', d.maintenance_hours, ',',
        d.breakdown_hours, ',', d.shutdown_hours, ',', d.holiday_hours, E'\r\n'
    ), '')
    from sched_engine.daily_hours(p_resource_ids, p_from, p_to) as d
$$;

comment on function sched_engine.availability_csv(bigint[], date, date) is
    'sched_engine.daily_hours as lines of a CSV file, its columns in order (sched_engine.export_header); null without rows.';
