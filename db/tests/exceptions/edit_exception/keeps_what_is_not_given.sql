begin;
select plan(7);
\ir ../../small_plant.psql

select sched_engine.add_exception(
    pg_temp.id('M1'), 'other', '2030-12-02 08:00+02', '2030-12-02 09:00+02', 'Slow', 'reduced', 50::smallint,
    'FREQ=DAILY;COUNT=5'
) as id \gset
select sched_engine.cancel_occurrence(:id, '2030-12-04 08:00+02');

select ok(
    sched_engine.edit_exception(:id, '{"start_datetime": "2030-12-02 07:30", "capacity_percent": 40}'), 'it is changed'
);
select results_eq(
    format('select start_datetime::timestamptz, end_datetime::timestamptz, capacity_percent::integer, '
        'recurrence_excluded::text, description::text from sched.schedule_exceptions where id = %s', :id),
    $$values (
        timestamptz '2030-12-02 07:30+02', timestamptz '2030-12-02 09:00+02', 40, '{"2030-12-04 07:30:00"}', 'Slow'
    )$$,
    'and nothing else; the occurrence that was cancelled stays so'
);
select ok(not sched_engine.edit_exception(:id, '{"capacity_percent": 40}'), 'it is like that already');
select ok(not sched_engine.edit_exception(:id, '{}'), 'nothing is given');
select ok(sched_engine.edit_exception(:id, '{"impact_type": "no_operation"}'), 'what belongs to another impact goes');
select throws_ok(
    format('select sched_engine.edit_exception(%s, %L)', :id, '{"capacity_percent": 30}'), 'SC004', null,
    'and does not come by itself'
);
select sched_engine.cancel_exception(:id);
select throws_ok(
    format('select sched_engine.edit_exception(%s, %L)', :id, '{"description": "x"}'), 'SC001', null,
    'what is cancelled is not edited'
);

select * from finish();
rollback;
