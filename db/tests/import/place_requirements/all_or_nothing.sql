begin;
select plan(10);
\ir ../../small_plant.psql
\ir ../../small_staff.psql

create function pg_temp.import(p_rows text, p_options jsonb default '{}') returns text language sql as $$
    select format('%s %s %s', i.inserted, i.updated, i.unchanged)
    from sched_engine.import_people(jsonb_build_object('requirements', (
        select jsonb_agg(jsonb_build_object('line', r.nr + 1, 'values', r.value))
        from jsonb_array_elements(p_rows::jsonb) with ordinality as r (value, nr)
    )), '[]', p_options) as i
$$;
-- Each problem in a line.
create function pg_temp.problems(p_rows text) returns text language plpgsql as $$
declare
    v_detail text;
begin
    perform pg_temp.import(p_rows);
    return 'none';
exception when sqlstate 'SC009' then
    get stacked diagnostics v_detail = pg_exception_detail;
    return (
        select string_agg(format('%s %s: %s', p ->> 'line', p ->> 'column_name', p ->> 'message'), E'\n' order by o)
        from jsonb_array_elements(v_detail::jsonb) with ordinality as e (p, o)
    );
end
$$;

select is(
    pg_temp.import('[
        {"resource_code": "LINE", "start_date": "2026-01-01", "head_count": "2"},
        {"resource_code": "LINE", "start_date": "2026-01-01", "head_count": "1", "per": "resource", "shift_code": "N",
            "min_level": "expert", "position_code": "POS"},
        {"resource_code": "M1", "start_date": "2026-01-01", "end_date": "2026-12-31", "head_count": "1",
            "machines_per_person": "4"}
    ]'),
    '3 0 0', 'new ones'
);
select results_eq(
    $$select r.resource_code::text, q.per::text, q.shift_code, q.head_count, q.min_level::text, p.position_code::text,
        q.machines_per_person::integer, q.end_date::date
    from sched.emp_requirements as q
    inner join sched.resources as r on r.id = q.resource_id
    left join sched.emp_positions as p on p.id = q.position_id
    order by q.id$$,
    $$values
    ('LINE', 'machine', null::text, 2, null::text, null::text, 1, null::date),
    ('LINE', 'resource', 'N', 1, 'expert', 'POS', 1, null),
    ('M1', 'machine', null, 1, null, null, 4, '2026-12-31')$$,
    'are as they were told'
);
select is(
    pg_temp.import('[
        {"resource_code": "LINE", "start_date": "2026-01-01", "per": "machine", "head_count": "3"},
        {"resource_code": "LINE", "start_date": "2026-01-01", "per": "resource", "shift_code": "N", "min_level": "expert",
            "position_code": "POS"},
        {"resource_code": "M1", "start_date": "2026-01-01", "end_date": "", "head_count": "1", "machines_per_person": ""}
    ]'),
    '0 2 1', 'what differs is updated, what is not given stays'
);
select is(
    (select format('%s %s', q.machines_per_person, coalesce(q.end_date::text, 'open'))
    from sched.emp_requirements as q where q.resource_id = pg_temp.id('M1')),
    '4 open', 'a blank takes away what may be missing'
);
select is(pg_temp.import('[{"resource_code": "M2", "start_date": "2026-01-01", "head_count": "1"}]', '{"dry_run": true}'),
    '1 0 0', 'a dry run counts');
select is((select count(*) from sched.emp_requirements), 3::bigint, 'and writes nothing');

select is(
    pg_temp.problems('[
        {"resource_code": "M2", "start_date": "2026-01-01", "head_count": "1"},
        {"resource_code": "LIEN", "start_date": "2026-01-01", "head_count": "1"},
        {"resource_code": "M2", "start_date": "June", "head_count": "1"},
        {"resource_code": "M2", "start_date": "2026-03-01", "end_date": "2026-02-01", "head_count": "1"},
        {"resource_code": "M2", "start_date": "2026-01-03", "head_count": "0"},
        {"resource_code": "M2", "start_date": "2026-01-04"},
        {"resource_code": "M2", "start_date": "2026-01-05", "head_count": "two"},
        {"resource_code": "M2", "start_date": "2026-01-06", "head_count": "1", "per": "line"},
        {"resource_code": "M2", "start_date": "2026-01-07", "head_count": "1", "per": "resource", "machines_per_person": "2"},
        {"resource_code": "M2", "start_date": "2026-01-08", "head_count": "1", "machines_per_person": "101"},
        {"resource_code": "M2", "start_date": "2026-01-09", "head_count": "1", "shift_code": "day shift"},
        {"resource_code": "M2", "start_date": "2026-01-10", "head_count": "1", "position_code": "POZ"},
        {"resource_code": "M2", "start_date": "2026-01-11", "head_count": "1", "min_level": "master"},
        {"resource_code": "LINE", "start_date": "2026-05-01", "head_count": "1"},
        {"resource_code": "M2", "start_date": "2026-01-01", "head_count": "1"},
        {"resource_code": "M2", "start_date": "2025-12-01", "end_date": "2026-01-01", "per": "machine", "head_count": "1"}
    ]'),
    $$3 resource_code: There is no such resource.
4 start_date: This is not a date between 1970-01-01 and 2199-12-31.
5 end_date: It ends before it begins (2026-03-01).
6 head_count: This is no number of people.
7 head_count: The cell is empty.
8 head_count: This is not what belongs here.
9 per: This is not what belongs here.
10 machines_per_person: What is needed in all does not follow from the number of machines.
11 machines_per_person: This is no number of machines.
12 shift_code: This is no shift code.
13 position_code: There is no such position.
14 min_level: This is not what belongs here.
15 start_date: LINE needs 3 people (for each machine) from 2026-01-01 on already.
16 resource_code: The same is on line 2 already.
17 start_date: M2 needs 1 person (for each machine) from 2026-01-01 on already (line 2).$$,
    'every bad cell is named'
);
select is((select count(*) from sched.emp_requirements), 3::bigint, 'and nothing is stored');

select results_eq(
    $$select e.code, e.cells ->> 'head_count' from sched_engine.export_people('requirements') as e$$,
    $$values ('LINE machine 2026-01-01', '3'), ('LINE resource shift N expert position POS 2026-01-01', '1'),
    ('M1 machine 2026-01-01', '1')$$,
    'the export'
);
select is(
    pg_temp.import((select jsonb_agg(e.cells)::text from sched_engine.export_people('requirements') as e)), '0 0 3',
    'is what the import reads'
);

select * from finish();
rollback;
