begin;
select plan(6);
\ir ../../small_plant.psql

set local sched.now = '2025-01-01 00:00Z';
select pg_temp.add_pattern('NIGHT', 1, '0 22:00-06:00 N') as pattern \gset
select pg_temp.assign('SITE', 'NIGHT', '2025-01-01') as assignment \gset
select pg_temp.add_resource('M3', 'work_unit', 'LINE', 'Asia/Tokyo', true) as m3 \gset
select pg_temp.add_resource('M4', 'work_unit', 'LINE', null, true) as m4 \gset
update sched.resources set is_active = false where resource_code = 'M4';
select * from sched_engine.generate(array[pg_temp.id('M1'), :m3], '2025-03-10', '2025-03-11') \gset

create function pg_temp.status(p_now timestamptz) returns text[] language plpgsql as $$
begin
    perform set_config('sched.now', p_now::text, true);
    return (
        select array_agg(concat_ws(' ', s.resource_code, s.schedule_status, s.schedule_date) order by s.resource_code)
        from sched_oee.current_status as s
    );
end
$$;

select is(
    pg_temp.status('2025-03-10 01:00Z'),
    array['M1 not_generated', 'M2 not_generated', 'M3 not_planned'],
    'at 3 in the morning a shift of the date before would run, had it been generated; at 10 in Tokyo none would'
);
select is(
    pg_temp.status('2025-03-09 18:00Z'),
    array['M1 not_generated', 'M2 not_generated', 'M3 not_generated'],
    'at 3 in the morning in Tokyo'
);
select is(
    pg_temp.status('2025-03-10 10:00Z'),
    array['M1 not_planned', 'M2 not_generated', 'M3 not_planned'],
    'at noon none runs, in Tokyo it is 19:00'
);
select is(
    pg_temp.status('2025-03-12 01:00Z'),
    array['M1 operating 2025-03-11', 'M2 not_generated', 'M3 not_generated'],
    'a shift of yesterday runs, in Tokyo it is over, and the date is not generated'
);
select set_config('sched.scope', format('{%s}', :m3), true) as scope \gset
select is(pg_temp.status('2025-03-09 18:00Z'), array['M3 not_generated'], 'whoever is limited sees its own');
select is(
    array(select u from sched_engine.ungenerated_shifts(null, '2025-03-10 01:00Z') as u
        union all select u from sched_engine.ungenerated_shifts(null, '2025-03-09 18:00Z') as u),
    array[:m3::bigint],
    'and so does the function below'
);

select * from finish();
rollback;
