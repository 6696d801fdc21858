begin;
select plan(6);
\ir ../../small_plant.psql

do $$ begin
    perform pg_temp.add_resource('UTC', 'site', null, 'UTC', true);
    perform pg_temp.add_resource('DETROIT', 'site', null, 'America/Detroit', true);
    perform pg_temp.add_resource('LORD-HOWE', 'site', null, 'Australia/Lord_Howe', true);
    perform pg_temp.assign('UTC', '24_7', '2025-01-01');
    perform pg_temp.assign('DETROIT', '24_7', '2025-01-01');
    perform pg_temp.assign('LORD-HOWE', '24_7', '2025-01-01');
end $$;
create function pg_temp.hours(p_code text, p_from date, p_to date) returns text language sql as $$
    select concat(
        count(*), ' rows, ',
        trim_scale(extract(epoch from sum(planned_end_time - planned_start_time)) / 3600), ' h'
    )
    from sched_engine.planned_segments(array[pg_temp.id(p_code)], p_from, p_to)
$$;

select is(pg_temp.hours('UTC', '2025-01-01', '2025-12-31'), '365 rows, 8760 h', 'a year around the clock');
select is(pg_temp.hours('DETROIT', '2025-03-09', '2025-03-09'), '1 rows, 23 h', 'the clock is set forward');
select is(pg_temp.hours('DETROIT', '2025-11-02', '2025-11-02'), '1 rows, 25 h', 'and back');
select is(pg_temp.hours('DETROIT', '2025-01-01', '2025-12-31'), '365 rows, 8760 h', 'a year has both');
select is(pg_temp.hours('LORD-HOWE', '2025-04-06', '2025-04-06'), '1 rows, 24.5 h', 'half an hour');
select is(pg_temp.hours('DETROIT', '2024-12-31', '2024-12-31'), '0 rows,  h', 'none before the assignment');

select * from finish();
rollback;
