begin;
select plan(19);
\ir ../../small_plant.psql

create function pg_temp.set_to(p_key text, p_value text) returns void language sql as $$
    update sched.system_configuration set config_value = p_value where config_key = p_key
$$;
create function pg_temp.offered() returns text[] language sql as $$
    select array_agg(o.pattern_code::text order by o.pattern_code)
    from sched_engine.offered_patterns as o
    where o.pattern_code not in ('24_7', 'CUSTOM', 'DAY_ONLY', 'EXTENDED', 'TWO_SHIFT')
$$;
create function pg_temp.counted() returns bigint[] language sql as $$
    select array[h.total_count, h.active_count, h.schedulable_count]
    from sched_oee.system_health as h where h.entity_type = 'Patterns'
$$;

select results_eq(
    $$select p.pattern_code::text, p.complexity_level::text, p.cycle_days, p.weekly_hours, p.is_visible,
            to_char(p.anchor_date, 'FMDay'), (p.configuration -> 'teams')::text
        from sched.operating_patterns as p
        where p.is_system_pattern and p.complexity_level > 'simple' and p.configuration ->> 'description' <> ''
        order by p.pattern_code$$,
    $$values
        ('CONTINENTAL', 'advanced', 28, 42.00, false, 'Monday', '[0, 7, 14, 21]'),
        ('CONTINENTAL_2_2_3', 'advanced', 28, 42.00, false, 'Monday', '[0, 7, 14, 21]'),
        ('DUPONT', 'advanced', 28, 42.00, false, 'Monday', '[0, 7, 14, 21]'),
        ('FOUR_ON_FOUR_OFF', 'advanced', 16, 42.00, false, 'Monday', '[0, 4, 8, 12]'),
        ('PANAMA', 'expert', 56, 42.00, false, 'Monday', '[0, 7, 28, 35]'),
        ('PITMAN', 'advanced', 14, 42.00, false, 'Monday', '[0, 7]'),
        ('PITMAN_NIGHTS', 'advanced', 14, 42.00, false, 'Monday', '[0, 7]')$$,
    'what is built in'
);

select is(pg_temp.offered(), null, 'they are not there');
select is(pg_temp.counted(), '{5,5,5}', 'nor counted');
select throws_ok($$select sched_engine.pattern_id('DUPONT')$$, 'SC001', 'There is no pattern DUPONT.', 'nor known');
select throws_ok(
    $$select sched_engine.create_pattern('DUPONT', 'Mine', '[]')$$, '23505',
    'The code DUPONT is kept for a built-in pattern.', 'but their codes are theirs'
);
select throws_ok(
    $$select sched_engine.assign_pattern(pg_temp.id('M1'), p.id, '2030-01-01')
        from sched.operating_patterns as p where p.pattern_code = 'DUPONT'$$,
    'SC001', null, 'no machine is given one by its id'
);
select matches(
    c.remedy, '^Correct the code.*Known: 24_7, CUSTOM, DAY_ONLY, EXTENDED, TWO_SHIFT\.$', 'no import names one as known'
)
from sched_engine.check_plant_references(
    '[{"line": 2, "values": {"resource_code": "M1", "pattern_code": "DUPON"}}]'
) as c
where c.column_name = 'pattern_code';

do $$ begin perform pg_temp.set_to('pattern_complexity_level', 'expert'); end $$;
select is(pg_temp.offered(), null, 'the level alone does not bring them');
do $$ begin
    perform pg_temp.set_to('phase2_enabled', 'true');
    perform pg_temp.set_to('employee_module_enabled', 'true');
    perform pg_temp.set_to('pattern_complexity_level', 'Advanced');
end $$;
select is(
    pg_temp.offered(), '{CONTINENTAL,CONTINENTAL_2_2_3,DUPONT,FOUR_ON_FOUR_OFF,PITMAN,PITMAN_NIGHTS}',
    'advanced; however it is written'
);
select is(pg_temp.counted(), '{11,11,5}', 'counted');
do $$ begin perform pg_temp.set_to('pattern_complexity_level', 'expert'); end $$;
select is(
    pg_temp.offered(), '{CONTINENTAL,CONTINENTAL_2_2_3,DUPONT,FOUR_ON_FOUR_OFF,PANAMA,PITMAN,PITMAN_NIGHTS}', 'expert'
);
select lives_ok(
    $$select sched_engine.assign_pattern(pg_temp.id('M1'), sched_engine.pattern_id('PANAMA'), '2030-01-01')$$,
    'a machine can follow one'
);
select lives_ok(
    $$select sched_engine.copy_pattern(sched_engine.pattern_id('PANAMA'), 'OURS')$$, 'one can be copied'
);
select is(
    (select p.complexity_level::text from sched.operating_patterns as p where p.pattern_code = 'OURS'),
    'expert', 'and the copy is of its level'
);

-- What is in use stays in use.
do $$ begin perform pg_temp.set_to('phase2_enabled', 'false'); end $$;
select is(pg_temp.offered(), '{OURS}', 'switched off they are gone, but not what people made of them');
select is(
    sched_engine.followed_pattern((select r.path_ids from sched.resources as r where r.resource_code = 'M1')), null,
    'not before its date'
);
select is(
    (
        select count(*) from sched_engine.planned_segments(array[pg_temp.id('M1')], '2030-01-01', '2030-02-25')
    ),
    28::bigint, 'the machine goes on'
);
select is_empty(
    $$select * from sched_engine.check_plant_references(
        '[{"line": 2, "values": {"resource_code": "M1", "pattern_code": "PANAMA"}}]')$$,
    'and its plant can be imported as it was exported'
);
select lives_ok(
    $$update api_v1.pattern_assignments set notes = 'as before' where pattern_code = 'PANAMA'$$,
    'and its assignment edited'
);

select * from finish();
rollback;
