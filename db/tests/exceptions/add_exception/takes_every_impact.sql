begin;
select plan(12);
\ir ../../small_plant.psql

create function pg_temp.add(
    p_type sched.exception_type, p_impact sched.impact_type, p_capacity smallint, p_rule text, p_minutes integer,
    p_code text, p_end timestamptz default '2030-12-01 10:00+00'
) returns bigint language sql as $$
    select sched_engine.add_exception(
        pg_temp.id('M1'), p_type, '2030-12-01 08:00+00', p_end, 'x', p_impact, p_capacity, p_rule, p_minutes, p_code
    )
$$;

select lives_ok($$select pg_temp.add('overtime', 'no_operation', null, null, null, 'OT')$$, 'overtime adds');
select results_eq(
    'select impact_type::text, shift_code from sched.schedule_exceptions',
    $$values ('additional', 'OT')$$,
    'and needs no impact'
);
select lives_ok($$select pg_temp.add('other', 'shifted', null, null, -30, null)$$, 'shifts move');
select lives_ok($$select pg_temp.add('other', 'reduced', 50::smallint, 'FREQ=DAILY', null, null)$$, 'it may recur');
select throws_ok(format('select pg_temp.add(%s)', t.values), 'SC004', null, t.what)
from (values
    ($$'maintenance', 'additional', null, null, null, null$$, 'only overtime adds'),
    ($$'other', 'shifted', null, null, null, null$$, 'by how much?'),
    ($$'other', 'shifted', null, null, 1441, null$$, 'by more than a day'),
    ($$'other', 'no_operation', null, null, 30, null$$, 'a stop does not move'),
    ($$'other', 'no_operation', null, null, null, 'OT'$$, 'a stop has no shift code'),
    ($$'overtime', 'additional', null, null, null, null, null$$, 'overtime has an end'),
    ($$'overtime', 'additional', null, null, null, null, '2030-12-03 08:00+00'$$, 'and lasts a day at most')
) as t (values, what);
select throws_ok(
    $$select pg_temp.add('other', 'no_operation', null, 'FREQ=NEVER', null, null)$$, 'SC012', null, 'a bad rule'
);

select * from finish();
rollback;
