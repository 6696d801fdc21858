begin;
select plan(5);
\ir ../../small_plant.psql

delete from sched.stale_dates;
select is_empty($$select * from sched_engine.lint_resources()$$, 'nothing to say');

update sched.resources set is_active = false where resource_code in ('AREA', 'M2');
delete from sched.stale_dates;
select results_eq(
    $$select f.severity, f.code, f.location, f.message from sched_engine.lint_resources() as f$$,
    $$values ('warning', 'LINT-009', 'AREA', 'It is not active, but machines below it are planned: M1.')$$,
    'machines below something inactive'
);
update sched.resources set is_active = true;
delete from sched.stale_dates;

insert into sched.stale_dates (resource_id, dates, cause, changed_by)
values
(pg_temp.id('LINE'), '[2026-02-01,2026-03-01)', '{}', 'test'), (pg_temp.id('LINE'), '[2026-01-15,)', '{}', 'test');
select is_empty($$select * from sched_engine.lint_resources()$$, 'an edit of just now may wait');
select set_config('sched.now', (now() + interval '61 minutes')::text, true);
select results_eq(
    $$select f.severity, f.code, f.location, f.first_date, f.last_date from sched_engine.lint_resources() as f$$,
    $$values ('error', 'LINT-010', 'LINE', date '2026-01-15', null::date)$$, 'for more than an hour it may not'
);
select matches(
    (select f.message from sched_engine.lint_resources() as f), '^2 edits have not reached the stored plan since .* UTC',
    'how many, and since when'
);

select * from finish();
rollback;
