-- A row with several faults tells all of them at once, as a row of resources does.
begin;
select plan(5);
\ir ../../small_plant.psql

create function pg_temp.problems(p_row jsonb, p_read jsonb default null) returns text[] language plpgsql as $$
declare
    v_detail text;
begin
    perform sched_engine.import_rows('exceptions', jsonb_build_array(jsonb_build_object(
        'line', 2, 'values', '{"resource_code": "M1", "exception_type": "other", "description": "x", "start_local": "2026-12-02"}'
        || p_row
    )), p_read);
    return null;
exception when sqlstate 'SC009' then
    get stacked diagnostics v_detail = pg_exception_detail;
    return array(
        select concat_ws(': ', p.problem ->> 'line', p.problem ->> 'column_name', p.problem ->> 'message')
        from jsonb_array_elements(v_detail::jsonb) with ordinality as p (problem, nr)
        order by p.nr
    );
end
$$;
select is(
    pg_temp.problems('{"resource_code": "X", "exception_type": "repair", "description": "", "start_local": "soon", "end_local": "later",
        "capacity_percent": "0.5"}'),
    array[
        '2: capacity_percent: This is not what belongs here.', '2: description: The cell is empty.',
        '2: end_local: "later" is not a time.', '2: exception_type: This is not what belongs here.',
        '2: resource_code: There is no resource with the code ''X''.', '2: start_local: "soon" is not a time.',
        '2: Exception: impact reduced needs a capacity of 1 to 99 percent, and no other impact takes one.'
    ],
    'every cell that is wrong'
);
select is(
    pg_temp.problems('{"description": "", "impact_type": "shifted", "capacity_percent": "150", "end_local": "2026-12-01"}'),
    array[
        '2: description: The cell is empty.',
        '2: Exception for M1: impact reduced needs a capacity of 1 to 99 percent, and no other impact takes one.',
        '2: Exception for M1: impact shifted needs minutes to move by, at most a day (1440) either way, and no other impact takes any.',
        '2: Exception for M1: its end (2026-12-01 00:00:00) is not after its start (2026-12-02 00:00:00), by the clock of Africa/Johannesburg.'
    ],
    'and what does not fit together, beside a cell'
);
select is(
    pg_temp.problems('{"resource_code": "X", "start_local": "2026-13-01", "end_local": "2026-12-01 25:00"}'),
    array[
        '2: end_local: "2026-12-01 25:00" is not a time.',
        '2: resource_code: There is no resource with the code ''X''.',
        '2: start_local: "2026-13-01" is not a time.'
    ],
    'times are looked at also when it is not known by whose clock'
);
select is(
    pg_temp.problems('{"exception_type": "overtime", "end_local": "2026-12-04"}'),
    array['2: Overtime from 2026-12-01 22:00:00+00 to 2026-12-03 22:00:00+00 lasts longer than 24 hours.'],
    'what shows when it is written'
);
select is(
    pg_temp.problems('{"resource_code": "X", "description": ""}', '[{"line": 1, "message": "The row has 1 cell, the header has 2."}]'),
    array[
        '1: The row has 1 cell, the header has 2.', '2: description: The cell is empty.',
        '2: resource_code: There is no resource with the code ''X''.'
    ],
    'nor does a row that cannot be read keep the others from being looked at'
);

select * from finish();
rollback;
