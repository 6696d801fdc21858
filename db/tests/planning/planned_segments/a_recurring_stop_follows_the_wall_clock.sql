-- Every Sunday 06:00 to 07:00 on the clock of the resource it is entered for, through its clock change.
begin;
select plan(3);
\ir ../../small_plant.psql

do $$ begin
    perform pg_temp.add_resource('NY', 'work_unit', 'LINE', 'America/New_York', true);
    perform pg_temp.assign('SITE', '24_7', '2025-01-01');
    insert into sched.schedule_exceptions (
        resource_id, exception_type, impact_type, description, start_datetime, end_datetime, recurrence_rule,
        recurrence_excluded, created_by
    )
    values
    (
        pg_temp.id('SITE'), 'maintenance', 'no_operation', 'Clean', '2025-03-02 06:00+02', '2025-03-02 07:00+02',
        'FREQ=WEEKLY;BYDAY=SU', array[timestamp '2025-03-16 06:00'], 'test'
    ),
    (
        pg_temp.id('NY'), 'shutdown', 'no_operation', 'Air', '2025-03-02 06:00-05', '2025-03-02 07:00-05',
        'FREQ=WEEKLY;BYDAY=SU', '{}', 'test'
    );
end $$;

select results_eq(
    $$select p from pg_temp.plan('M1', '2025-03-01', '2025-03-31') as p where p like '%Clean'$$,
    array[
        '2025-03-02 C 06:00-07:00 maintenance Clean', '2025-03-09 C 06:00-07:00 maintenance Clean',
        '2025-03-23 C 06:00-07:00 maintenance Clean', '2025-03-30 C 06:00-07:00 maintenance Clean'
    ],
    'in Johannesburg, but for the occurrence that is taken out'
);
select results_eq(
    $$select p from pg_temp.plan('NY', '2025-03-03', '2025-03-18') as p where p !~ 'operating'$$,
    array[
        '2025-03-08 C 23:00-00:00 maintenance Clean', '2025-03-09 C 06:00-07:00 shutdown Air',
        '2025-03-16 C 06:00-07:00 shutdown Air'
    ],
    'in New York at six before and after its clocks change; what is entered for the site keeps the clock of the site'
);
select is(
    (
        select sum(s.planned_end_time - s.planned_start_time)
        from sched_engine.planned_segments(array[pg_temp.id('NY')], '2025-03-09', '2025-03-09') as s
    ),
    interval '23 hours',
    'the day the clocks change keeps its length'
);

select * from finish();
rollback;
