begin;
select plan(6);
\ir ../../small_plant.psql
select set_config('sched.now', '2026-01-04 12:00+00', true);

-- Africa/Johannesburg is UTC+2; 2026-01-06 is a Tuesday, two shifts from 06:00 to 22:00.
do $$ begin
    perform pg_temp.add_resource('STORE', 'area', 'SITE');
    perform pg_temp.assign('SITE', 'TWO_SHIFT', '2025-01-01');
    perform pg_temp.stop('M1', 'maintenance', 'Effective', '2026-01-06 08:00+02', '2026-01-06 10:00+02');
    perform pg_temp.stop('M1', 'maintenance', 'At night', '2026-01-07 00:00+02', '2026-01-07 05:00+02');
    perform pg_temp.stop('M2', 'shutdown', 'Beats', '2026-01-08 00:00+02', '2026-01-09 00:00+02');
    perform pg_temp.stop('M2', 'maintenance', 'Beaten', '2026-01-08 08:00+02', '2026-01-08 10:00+02');
    perform pg_temp.stop('STORE', 'shutdown', 'Nobody', '2026-01-08 00:00+02', '2026-01-09 00:00+02');
    perform pg_temp.stop('M1', 'maintenance', 'Over', '2026-01-04 08:00+02', '2026-01-04 10:00+02');
    perform pg_temp.stop('M1', 'maintenance', 'Far away', '2028-01-01 00:00+02', '2028-01-02 00:00+02');
    perform pg_temp.stop('M1', 'maintenance', 'Begun', '2026-01-02 20:00+02', '2026-01-05 04:00+02');
end $$;
insert into sched.schedule_exceptions
(resource_id, exception_type, impact_type, description, start_datetime, end_datetime, recurrence_rule, created_by)
values
(pg_temp.id('M1'), 'overtime', 'additional', 'Sundays', '2026-01-11 08:00+02', '2026-01-11 12:00+02', 'FREQ=WEEKLY', 'test'),
(pg_temp.id('M1'), 'overtime', 'additional', 'Mondays', '2026-01-12 08:00+02', '2026-01-12 12:00+02', 'FREQ=WEEKLY', 'test');

create function pg_temp.idle() returns table (description text, reason text, first_date date, last_date date)
language sql as $$
    select e.description::text, substring(f.message from 'nothing: (.*)\.$'), f.first_date, f.last_date
    from sched_engine.lint_exceptions('2026-01-05', '2026-12-31') as f
    inner join sched.schedule_exceptions as e on e.id = f.location::bigint
    where f.code = 'LINT-004' and f.severity = 'warning' and f.subject = 'exception'
    order by e.id
$$;
select results_eq(
    'select description, reason from pg_temp.idle()',
    $$values
    ('At night', 'nothing is planned at that time'), ('Beaten', 'other exceptions or holidays decide'),
    ('Nobody', 'no scheduled machine is at or below it'), ('Begun', 'nothing is planned at that time'),
    ('Mondays', 'the time is planned already')$$,
    'each with its reason; past ones and those after the horizon do not matter'
);
select results_eq(
    $$select first_date, last_date from pg_temp.idle() where description in ('At night', 'Mondays')$$,
    $$values (date '2026-01-07', date '2026-01-07'), ('2026-01-12', '2026-12-28')$$,
    'from the first start to the last end, by the clock of the resource'
);

-- The one that has begun has stopped the end of a shift on Friday, as the stored plan shows.
select ok(
    (select g.inserted > 0 from sched_engine.generate(null, '2026-01-02', '2026-01-05') as g), 'generated'
);
select is_empty(
    $$select * from pg_temp.idle() where description = 'Begun'$$, 'one that has done its work is no finding'
);
update sched.schedule_exceptions set is_active = false where description = 'Nobody';
select is_empty($$select * from pg_temp.idle() where description = 'Nobody'$$, 'a cancelled one neither');
delete from sched.schedule_exceptions;
select is_empty($$select * from sched_engine.lint_exceptions('2026-01-05', '2026-12-31')$$, 'none at all');

select * from finish();
rollback;
