-- A break belongs to the cycle day on which it starts, the shift it cuts perhaps to the day before.
begin;
select plan(2);
\ir ../../small_plant.psql

select results_eq(
    format($$
        select cycle_day, is_operating, start_second / 60, end_second / 60, shift_end_second / 60
        from sched_engine.pattern_stretches(%s) order by cycle_day, start_second$$,
        pg_temp.add_pattern(
            'N', 7, '0 22:00-06:00 N', '1 02:00-02:30 break', '6 22:00-06:00 N', '6 23:45-00:15 break'
        )
    ),
    $$values
        (0, true, 1320, 1560, 1800), (0, false, 1560, 1590, 1800), (0, true, 1590, 1800, 1800),
        (6, true, 1320, 1425, 1800), (6, false, 1425, 1455, 1800), (6, true, 1455, 1800, 1800)$$,
    'across midnight, and from the last day of the cycle into the first'
);
select results_eq(
    format(
        'select is_operating, start_second / 60, end_second / 60
        from sched_engine.pattern_stretches(%s) order by start_second',
        pg_temp.add_pattern('DAILY', 1, '0 22:00-06:00 N', '0 02:00-03:00 break')
    ),
    'values (true, 1320, 1560), (false, 1560, 1620), (true, 1620, 1800)',
    'in a cycle of one day, too'
);

select * from finish();
rollback;
