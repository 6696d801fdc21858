begin;
select plan(2);
\ir ../../small_plant.psql

select results_eq(
    format($$
        select shift_code, is_operating, start_second / 60, end_second / 60, shift_end_second / 60
        from sched_engine.pattern_stretches(%s) order by start_second$$,
        pg_temp.add_pattern('P', 7, '1 08:00-17:00 D', '1 12:00-13:00 break')
    ),
    $$values ('D', true, 480, 720, 1020), ('D', false, 720, 780, 1020), ('D', true, 780, 1020, 1020)$$,
    'a break in the middle leaves two stretches; the shift still ends at 17:00'
);
select results_eq(
    format(
        'select is_operating, start_second / 60, end_second / 60
        from sched_engine.pattern_stretches(%s) order by start_second',
        pg_temp.add_pattern(
            'Q', 7, '1 08:00-12:00 D', '1 07:00-08:30 break', '1 11:30-12:00 break', '1 11:00-11:45 break',
            '1 18:00-19:00 break'
        )
    ),
    'values (false, 480, 510), (true, 510, 660), (false, 660, 720)',
    'breaks may overlap each other and the ends of the shift; outside of shifts they mean nothing'
);

select * from finish();
rollback;
