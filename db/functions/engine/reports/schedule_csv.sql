create or replace function sched_engine.schedule_csv(p_resource_ids bigint[], p_from date, p_to date)
returns text
language sql
stable
set search_path = pg_catalog, pg_temp
set timezone = 'UTC'
set datestyle = 'ISO'
as $$
    select string_agg(concat(
        sched_engine.csv_cell(s.resource_code), ',', sched_engine.csv_cell(s.resource_name), ',',
        sched_engine.csv_cell(s.hierarchy_path), ',', s.schedule_date, ',', sched_engine.csv_cell(s.shift_code), ',',
        s.schedule_status, ',', s.capacity_percent, ',', s.hours, ',', replace(s.local_start::text, ' ', 'T'), ',',
        replace(s.local_end::text, ' ', 'T'), ',', s.time_zone, ',',
        replace(s.planned_start_time::text, ' ', 'T'), ':00,', replace(s.planned_end_time::text, ' ', 'T'), ':00,',
        sched_engine.csv_cell(s.pattern_code), ',', sched_engine.csv_cell(s.reason), E'\r\n'
    ), '')
    from sched_engine.stored_plan(p_resource_ids, p_from, p_to) as s
$$;

comment on function sched_engine.schedule_csv(bigint[], date, date) is
    'sched_engine.stored_plan as lines of a CSV file, its columns in order (sched_engine.export_header); null without rows.';
