begin;
select plan(11);
\ir ../../small_plant.psql

-- 2030-03-09 is a Saturday. Johannesburg is 2 h ahead of UTC; times are given in its wall time.
set local sched.now = '2030-03-01 00:00:00+00';
select pg_temp.add_pattern(
    'DAYS', 7, '1 08:00-16:00 D', '1 12:00-13:00 break', '2 08:00-16:00 D', '3 08:00-16:00 D', '4 08:00-16:00 D',
    '5 08:00-16:00 D'
) as pattern \gset
select pg_temp.assign('SITE', 'DAYS', '2030-01-01') as assignment \gset
select pg_temp.observe('SITE', 1, 'CAL', '2030-03-20 Holiday') as calendar \gset

create function pg_temp.add(
    p_code text, p_type sched.exception_type, p_description text, p_start text, p_end text, p_rule text default null,
    p_capacity smallint default null
) returns bigint language sql as $$
    select sched_engine.add_exception(
        pg_temp.id(p_code), p_type, (p_start || '+02')::timestamptz, (p_end || '+02')::timestamptz, p_description,
        case when p_capacity is null then 'no_operation' else 'reduced' end::sched.impact_type, p_capacity, p_rule
    )
$$;
create function pg_temp.operating() returns numeric language sql as $$
    select coalesce(sum(sched_engine.hours(p.planned_start_time, p.planned_end_time)), 0)
    from sched_engine.planned_segments(null, '2030-03-01', '2030-04-30') as p
    where p.schedule_status = 'operating'
$$;
-- What becomes of overtime, in machine hours; and whether that is what the plan gains.
create function pg_temp.effect(p_id bigint) returns setof text language plpgsql as $$
declare
    v_with numeric := pg_temp.operating();
    v_without numeric;
    v_counts numeric;
begin
    return query
    select concat_ws(' ', f.outcome, trim_scale(sum(cardinality(f.machines) * f.hours)), e.description)
    from sched_engine.overtime_effect(p_id, '2030-03-01', '2030-04-30') as f
    left join sched.schedule_exceptions as e on e.id = f.decided_by
    group by f.outcome, e.description
    order by f.outcome <> 'wanted', f.outcome, e.description;
    select coalesce(sum(cardinality(f.machines) * f.hours), 0) into v_counts
    from sched_engine.overtime_effect(p_id, '2030-03-01', '2030-04-30') as f where f.outcome = 'counts';
    update sched.schedule_exceptions set is_active = false where id = p_id;
    v_without := pg_temp.operating();
    if v_with - v_without <> v_counts then
        return next format('but the plan gains %s', v_with - v_without);
    end if;
end
$$;
savepoint plain;

select results_eq(
    format('select pg_temp.effect(%s)', pg_temp.add('M1', 'overtime', 'ot', '2030-03-09 08:00', '2030-03-09 12:00')),
    array['wanted 4', 'counts 4'], 'on a free day all of it counts'
);
select results_eq(
    format('select pg_temp.effect(%s)', pg_temp.add('M1', 'overtime', 'ot', '2030-03-11 11:00', '2030-03-11 18:00')),
    array['wanted 7', 'counts 3', 'operating 4'], 'in a shift only what is beside it, and its break'
);
select results_eq(
    format('select pg_temp.effect(%s)', pg_temp.add('SITE', 'overtime', 'ot', '2030-03-20 06:00', '2030-03-20 17:00')),
    array['wanted 22', 'counts 22'], 'on a holiday all of it, on each machine'
);

select pg_temp.add('M1', 'maintenance', 'belt', '2030-03-09 10:00', '2030-03-09 11:00') as own \gset
select pg_temp.add('AREA', 'shutdown', 'site', '2030-03-02 11:00', '2030-03-02 20:00', 'FREQ=WEEKLY;INTERVAL=2') as above \gset
select results_eq(
    format('select pg_temp.effect(%s)', pg_temp.add('M1', 'overtime', 'ot', '2030-03-09 08:00', '2030-03-09 12:00')),
    array['wanted 4', 'counts 3', 'stopped 1 belt'], 'a stop of its own'
);
select results_eq(
    format('select pg_temp.effect(%s)', pg_temp.add('LINE', 'overtime', 'ot', '2030-03-16 08:00', '2030-03-16 12:00')),
    array['wanted 8', 'counts 6', 'stopped 2 site'], 'one from above that recurs'
);
select results_eq(
    format(
        'select pg_temp.effect(%s)',
        pg_temp.add('LINE', 'overtime', 'ot', '2030-03-02 08:00', '2030-03-02 12:00', 'FREQ=WEEKLY;COUNT=4')
    ),
    array['wanted 32', 'counts 27', 'stopped 1 belt', 'stopped 4 site'], 'overtime that recurs itself'
);
rollback to savepoint plain;

select pg_temp.add('M1', 'overtime', 'older', '2030-03-09 08:00', '2030-03-09 12:00') as older \gset
select pg_temp.add('LINE', 'overtime', 'newer', '2030-03-09 10:00', '2030-03-09 14:00') as newer \gset
select pg_temp.add('LINE', 'other', 'slow', '2030-03-09 00:00', '2030-03-10 00:00', null, 50::smallint) as slow \gset
savepoint doubled;
select results_eq(
    format('select pg_temp.effect(%s)', :older), array['wanted 4', 'counts 2', 'overtime 2 newer'],
    'overtime over overtime: the newer one has the time, at reduced capacity too'
);
rollback to savepoint doubled;
-- Without it the older one would have 2 of its hours.
select results_eq(
    format('select pg_temp.effect(%s)', :newer), array['wanted 8', 'counts 8', 'but the plan gains 6.000000'],
    'of which all counts'
);
rollback to savepoint plain;

select results_eq(
    format(
        'select pg_temp.effect(%s)',
        pg_temp.add('M1', 'overtime', 'ot', '2030-03-09 08:00', '2030-03-09 14:00', 'FREQ=HOURLY;INTERVAL=4;COUNT=3')
    ),
    array['wanted 14', 'counts 14'], 'one that repeats before it is over wants each hour once'
);
select is_empty(
    format(
        $$select * from sched_engine.overtime_effect(%s, '2030-03-01', '2030-04-30')$$,
        pg_temp.add('M1', 'maintenance', 'belt', '2030-03-09 10:00', '2030-03-09 11:00')
    ),
    'a stop is no overtime'
);
select is_empty(
    format(
        $$select * from sched_engine.overtime_effect(%s, '2030-03-10', '2030-04-30')$$,
        pg_temp.add('M1', 'overtime', 'ot', '2030-03-09 08:00', '2030-03-09 12:00')
    ),
    'nor does overtime of other dates matter'
);

select * from finish();
rollback;
