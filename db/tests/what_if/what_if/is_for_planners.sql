begin;
select plan(11);
\ir ../../small_plant.psql
select set_config('sched.now', '2026-01-04 12:00+00', true);

do $$ begin
    perform pg_temp.assign('SITE', 'TWO_SHIFT', '2025-01-01');
    perform pg_temp.observe('SITE', 1, 'HOLIDAYS');
end $$;
create temp table ids as
select
    pg_temp.id('LINE') as line, sched_engine.pattern_id('24_7') as pattern, sched_engine.calendar_id('HOLIDAYS') as calendar;
grant select on ids to public;

set local role sched_planner;
select results_eq(
    $$select r #>> '{total,machines}', r #>> '{shifts,1,shift_code}', r #>> '{period,end}'
    from ids cross join api_v1.preview_assignment(line, pattern, '2026-02-01', '2026-02-28') as r$$,
    $$values ('2', 'C', '2026-04-30')$$, 'an assignment'
);
select is(
    (
        select (r #>> '{total,lost_hours}')::numeric
        from ids cross join api_v1.preview_assignment(line, null, '2026-02-02', null, '2026-02-01', '2026-02-28') as r
    ),
    0.0, 'none: it inherits'
);
select results_eq(
    $$select r #>> '{total,lost_hours}', r #> '{conflict}'
    from ids cross join api_v1.preview_exception(line, 'breakdown', '2026-01-06 10:00+02', '2026-01-06 11:30+02') as r$$,
    $$values ('3', jsonb 'null')$$, 'an exception'
);
select is(
    (
        select (r #>> '{total,capacity_hours}')::numeric
        from ids cross join api_v1.preview_exception(
            line, 'other', '2026-01-06 00:00+02', '2026-01-07 00:00+02', 'reduced', 75
        ) as r
    ),
    -8.0, 'at reduced capacity'
);
select is(
    (select (r #>> '{total,lost_hours}')::numeric from ids cross join api_v1.preview_holiday(calendar, '2026-01-06') as r),
    32.0, 'a holiday'
);
select is(
    (
        select (r #>> '{total,lost_hours}')::numeric
        from ids cross join api_v1.preview_holiday(calendar, '2026-01-06', '12:00', '15:00') as r
    ),
    6.0, 'part of a day'
);
select is(
    (select r #>> '{total,machines}' from ids cross join api_v1.preview_calendars(line, array[calendar]) as r), '0',
    'calendars'
);
select is(
    (
        select (r #>> '{total,lost_hours}')::numeric
        from ids cross join api_v1.preview_pattern_rules(
            'SHORT', '[{"cycle_day": 0, "start_time": "06:00", "end_time": "10:00", "shift_code": "D"}]', 1,
            resource_id => line, effective_date => '2026-01-05', end_date => '2026-01-05'
        ) as r
    ),
    24.0, 'a pattern that does not exist yet'
);
set local role sched_admin;
select lives_ok(
    $$select * from ids cross join api_v1.preview_holiday(calendar, '2026-01-06')$$, 'administrators may as well'
);
set local role sched_viewer;
select throws_ok(
    $$select * from ids cross join api_v1.preview_holiday(calendar, '2026-01-06')$$, '42501', null, 'viewers may not'
);
reset role;
select is(
    (
        select count(*)
        from pg_locks as l
        where l.locktype = 'advisory' and l.pid = pg_backend_pid() and l.objsubid = 1
            and l.classid::bigint << 32 | l.objid::bigint = hashtextextended('sched.model', 0)
    ),
    1::bigint,
    'the lock on the model is that of this transaction''s own edits'
);

select * from finish();
rollback;
