begin;
select plan(5);
\ir ../../small_plant.psql

set local sched.now = '2030-01-01 00:00:00+00';
select pg_temp.add_pattern('EARLY', 7, '0 06:00-14:00 D', '1 06:00-14:00 D', '2 06:00-14:00 D', '3 06:00-14:00 D',
    '4 06:00-14:00 D', '5 06:00-14:00 D', '6 06:00-14:00 D') as pattern \gset
select pg_temp.assign('SITE', 'EARLY', '2030-01-01') as assignment \gset
-- A gap in what has been generated stays one.
select * from sched_engine.generate(array[pg_temp.id('M1'), pg_temp.id('M2')], '2030-03-01', '2030-04-20') \gset first_
select * from sched_engine.generate(array[pg_temp.id('M1'), pg_temp.id('M2')], '2030-05-01', '2030-12-31') \gset second_
set constraints all immediate;
set constraints all deferred;

-- 60 statements, each with dates of its own: too many to plan each part apart.
do $$
begin
    for v_nr in 1 .. 60 loop
        perform pg_temp.stop('M' || 1 + v_nr % 2, 'maintenance', 'belt',
            '2030-03-01 08:00+00'::timestamptz + v_nr * interval '5 days',
            '2030-03-01 10:00+00'::timestamptz + v_nr * interval '5 days');
    end loop;
end
$$;
set constraints all immediate;

select is_empty(
    $$select s.resource_id, s.planned_start_time, s.planned_end_time, s.schedule_status, s.exception_id
    from sched.equipment_schedules as s
    except all
    select p.resource_id, p.planned_start_time, p.planned_end_time, p.schedule_status, p.exception_id
    from sched_engine.planned_segments(array[pg_temp.id('M1'), pg_temp.id('M2')], '2030-03-01', '2030-12-31') as p
    where p.schedule_date not between '2030-04-21' and '2030-04-30'$$,
    'the stored plan is what it would be generated as'
);
select is(
    (select count(distinct s.exception_id) from sched.equipment_schedules as s),
    (select count(*) from sched.schedule_exceptions as e
    where e.start_datetime::date <= '2030-12-31' and e.start_datetime::date not between '2030-04-21' and '2030-04-30'),
    'with every exception on dates that were generated'
);
select is((select count(*) from sched.stale_dates), 0::bigint, 'nothing is left to do');
select results_eq(
    $$select count(*), count(distinct (c.resource_id, c.schedule_dates)), min(c.cause ->> 'action')
    from sched.schedule_changes as c where c.change_kind = 'changed'$$,
    $$select count(distinct s.exception_id), count(distinct s.exception_id), 'INSERT'
    from sched.equipment_schedules as s$$,
    'the feed has one entry for each date that changed'
);
select is_empty(
    $$select c.* from sched.schedule_changes as c
    inner join sched.equipment_schedules as s
        on s.resource_id = c.resource_id and c.schedule_dates @> s.schedule_date and s.exception_id is not null
    where c.change_kind = 'changed'
        and (not c.cause -> 'ids' @> to_jsonb(s.exception_id) or jsonb_array_length(c.cause -> 'ids') > 15)$$,
    'and names the edits of about that time'
);

select * from finish();
rollback;
