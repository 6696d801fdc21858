begin;
select plan(19);
\ir ../../small_plant.psql
\ir ../../small_staff.psql

create function pg_temp.told(p_values text) returns text language plpgsql as $$
begin
    execute 'insert into sched.emp_requirements '
        '(resource_id, per, shift_code, head_count, min_level, machines_per_person, start_date, end_date) values '
        || p_values;
    return 'done';
exception when others then
    return concat_ws('|', sqlstate, sqlerrm);
end
$$;

select is(
    pg_temp.told($$(pg_temp.id('LINE'), 'machine', 'N', 2, 'basic', 1, '2026-01-01', '2026-06-30')$$),
    'done', 'a requirement'
);
select is(
    pg_temp.told($$(pg_temp.id('LINE'), 'machine', 'N', 1, 'basic', 3, '2026-06-30', null)$$),
    'SC022|LINE needs 2 people (for each machine, shift N, level basic) from 2026-01-01 to 2026-06-30 already.',
    'the same at a time'
);
select is(
    pg_temp.told($$(pg_temp.id('LINE'), 'machine', 'N', 1, 'basic', 3, '2026-07-01', null)$$), 'done',
    'the day after it is another number'
);
select is(pg_temp.told($$(pg_temp.id('LINE'), 'machine', null, 1, 'basic', 1, '2026-01-01', null)$$), 'done', 'any shift');
select is(pg_temp.told($$(pg_temp.id('LINE'), 'machine', 'N', 1, null, 1, '2026-01-01', null)$$), 'done', 'no level');
select is(pg_temp.told($$(pg_temp.id('LINE'), 'machine', 'N', 1, 'expert', 1, '2026-01-01', null)$$), 'done', 'a level');
select is(pg_temp.told($$(pg_temp.id('LINE'), 'resource', 'N', 1, 'basic', 1, '2026-01-01', null)$$), 'done', 'in all');
select is(pg_temp.told($$(pg_temp.id('M1'), 'machine', 'N', 2, 'basic', 1, '2026-01-01', null)$$), 'done', 'below it');
select is(
    pg_temp.told($$(pg_temp.id('LINE'), 'machine', null, 4, 'basic', 1, '2027-01-01', '2027-01-01')$$),
    'SC022|LINE needs 1 person (for each machine, level basic) from 2026-01-01 on already.', 'null is a shift like others'
);

select is(
    pg_temp.told($$(pg_temp.id('M1'), 'machine', null, 1, null, 1, '2026-01-02', '2026-01-01')$$),
    'SC023|The requirement of M1 ends on 2026-01-01, before it begins on 2026-01-02.', 'ends before it begins'
);
select is(
    pg_temp.told($$(pg_temp.id('M1'), 'machine', null, 0, null, 1, '2026-01-01', null)$$),
    'SC023|The requirement of M1 cannot be of 0 people.', 'nobody'
);
select is(
    pg_temp.told($$(pg_temp.id('M1'), 'machine', null, 1001, null, 1, '2026-01-01', null)$$),
    'SC023|The requirement of M1 cannot be of 1001 people.', 'too many'
);
select is(
    pg_temp.told($$(pg_temp.id('M1'), 'machine', null, 1, null, 0, '2026-01-01', null)$$),
    'SC023|The requirement of M1: one person may watch 1 to 100 machines.', 'no machine a person'
);
select is(
    pg_temp.told($$(pg_temp.id('M1'), 'resource', null, 1, null, 2, '2026-01-01', null)$$),
    'SC023|The requirement of M1 is the same for any number of machines, and would have a person watch 2.',
    'machines of what is needed in all'
);
select is(
    pg_temp.told($$(pg_temp.id('M1'), 'machine', 'day shift', 1, null, 1, '2026-01-01', null)$$),
    'SC023|The requirement of M1: ''day shift'' is no shift code.', 'no shift code'
);
select is(
    pg_temp.told($$(null, 'machine', null, null, null, 1, null, null)$$),
    'SC016|The requirement of nothing has no resource_id and no head_count and no start_date.', 'what is missing'
);
select throws_ok(
    $$update sched.emp_requirements set end_date = null where end_date = '2026-06-30'$$, 'SC022', null,
    'nor by a change'
);
select lives_ok(
    $$update sched.emp_requirements set head_count = 5, end_date = '2026-05-31' where end_date = '2026-06-30'$$,
    'a change that is right'
);

-- Nothing is left of it with its resource.
delete from sched.resources where resource_code = 'M1';
select is(
    (select count(*) from sched.emp_requirements as q where q.head_count = 2), 0::bigint, 'it goes with its resource'
);

select * from finish();
rollback;
