begin;
select plan(6);
\ir ../../small_plant.psql

set local sched.now = '2025-01-01 00:00Z';
set local app."current_user" to 'thandi';
select pg_temp.assign('SITE', 'DAY_ONLY', '2025-01-01') as assignment \gset
create function pg_temp.run() returns text language sql as $$
    select concat_ws('/', inserted, updated, deleted, unchanged)
    from sched_engine.generate(array[pg_temp.id('M1')], '2025-03-10', '2025-03-14', true)
$$;

select is(pg_temp.run(), '10/0/0/0', 'a first generation');
select results_eq(
    $$select change_kind::text, schedule_dates, num_nonnulls(old_value, new_value), changed_by
        from sched.schedule_changes where resource_id = pg_temp.id('M1')$$,
    $$values ('generated', daterange '[2025-03-10,2025-03-15)', 0, 'thandi')$$,
    'is one range'
);
select pg_temp.stop('M1', 'maintenance', 'Oil', '2025-03-11 06:00Z', '2025-03-11 07:00Z') as stop \gset
select is(pg_temp.run(), '1/1/0/9', 'a change');
select results_eq(
    $$select schedule_dates, jsonb_array_length(old_value), jsonb_array_length(new_value), changed_by
        from sched.schedule_changes where resource_id = pg_temp.id('M1') and change_kind = 'changed'$$,
    $$values (daterange '[2025-03-11,2025-03-12)', 2, 3, 'thandi')$$,
    'is a date with its rows before and after'
);
select is(pg_temp.run(), '0/0/0/11', 'a run that writes nothing');
select is(
    (select count(*) from sched.schedule_changes as c where c.resource_id = pg_temp.id('M1')), 2::bigint,
    'leaves no trace'
);

select * from finish();
rollback;
