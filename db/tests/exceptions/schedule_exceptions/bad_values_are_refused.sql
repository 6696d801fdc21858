begin;
select plan(17);
\ir ../../small_plant.psql

create function pg_temp.try(
    p_start timestamptz, p_end timestamptz, p_type sched.exception_type default 'maintenance',
    p_impact sched.impact_type default 'no_operation', p_capacity integer default null,
    p_minutes integer default null, p_description text default 'Test'
) returns void language sql as $$
    insert into sched.schedule_exceptions (
        resource_id, exception_type, start_datetime, end_datetime, impact_type, capacity_percent,
        shift_minutes, description, created_by
    )
    values (
        pg_temp.id('M1'), p_type, p_start, p_end, p_impact, p_capacity, p_minutes, p_description, 'test'
    )
$$;

select throws_ok(
    $$select pg_temp.try('2025-01-02', '2025-01-01')$$, '23514', null, 'an end before the start'
);
select throws_ok($$select pg_temp.try('2025-01-01', '2025-01-01')$$, '23514', null, 'no time at all');
select throws_ok($$select pg_temp.try(null, '2025-01-01')$$, '23502', null, 'no start');
select throws_ok($$select pg_temp.try('-infinity', '2025-01-01')$$, '23514', null, 'since ever');
select throws_ok($$select pg_temp.try('2025-01-01', 'infinity')$$, '23514', null, 'for ever');
select throws_ok(
    $$select pg_temp.try('2025-01-01', '2025-01-02', p_description => '')$$, '23514', null, 'no reason'
);
select throws_ok(
    format(
        $$select pg_temp.try('2025-01-01', '2025-01-02', %L, %L, %L, %L)$$,
        t.type, t.impact, t.capacity, t.minutes
    ),
    '23514', null, t.what
)
from (values
    ('maintenance', 'reduced', null, null, 'reduced to what?'),
    ('maintenance', 'reduced', 0, null, 'reduced to nothing'),
    ('maintenance', 'reduced', 100, null, 'reduced to everything'),
    ('maintenance', 'no_operation', 50, null, 'half of no operation'),
    ('other', 'shifted', null, null, 'moved by how much?'),
    ('other', 'shifted', null, 0, 'moved by nothing'),
    ('other', 'shifted', null, 1441, 'moved by more than a day'),
    ('overtime', 'no_operation', null, null, 'overtime that does not run'),
    ('maintenance', 'additional', null, null, 'maintenance that adds time')
) as t (type, impact, capacity, minutes, what);
select throws_ok(
    $$select pg_temp.try('2025-01-01', null, 'overtime', 'additional')$$,
    '23514', null, 'overtime without an end'
);
select lives_ok(
    $$select pg_temp.try('2025-01-01', null, 'breakdown', 'reduced', 50)$$, 'an open reduction is fine'
);

select * from finish();
rollback;
