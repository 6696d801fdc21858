begin;
select plan(8);
\ir ../../small_plant.psql

select throws_ok(t.sql, 'SC007', 'Pattern TWO_SHIFT is built in and cannot be changed or deleted.', t.what)
from (values
    ($$update sched.operating_patterns set pattern_name = 'x' where pattern_code = 'TWO_SHIFT'$$, 'its name'),
    ($$update sched.operating_patterns set cycle_days = 14 where pattern_code = 'TWO_SHIFT'$$, 'its cycle'),
    ($$delete from sched.operating_patterns where pattern_code = 'TWO_SHIFT'$$, 'it cannot go'),
    (
        $$update sched.pattern_rules set end_time = '13:00'
            where pattern_id = sched_engine.pattern_id('TWO_SHIFT')$$,
        'a rule of it'
    ),
    (
        $$delete from sched.pattern_rules where pattern_id = sched_engine.pattern_id('TWO_SHIFT')$$,
        'no rule can go'
    ),
    (
        $$insert into sched.pattern_rules (pattern_id, cycle_day, start_time, end_time)
            values (sched_engine.pattern_id('TWO_SHIFT'), 0, '06:00', '14:00')$$,
        'none can come'
    )
) as t (sql, what);
select lives_ok(
    $$update sched.operating_patterns set is_visible = false where pattern_code = 'TWO_SHIFT'$$,
    'it can be hidden'
);
select is(
    (select count(*) from sched.operating_patterns as p where p.is_system_pattern),
    12::bigint, 'there are five, and seven rotations'
);

select * from finish();
rollback;
