begin;
select plan(4);
\ir ../../small_plant.psql
\ir ../../small_staff.psql
\ir ../../small_coverage.psql
select pg_temp.need('LINE', 2, p_from => '2026-01-04', p_to => '2026-01-20');
select pg_temp.commit();
update sched.system_configuration set config_value = 'false' where config_key = 'phase2_enabled';
select is_empty('select * from sched_engine.coverage_figures()', 'nothing is told while the workforce is off');
update sched.system_configuration set config_value = 'true' where config_key in ('phase2_enabled', 'employee_module_enabled');

-- On the 4th 1 h of 2, on the 5th 12 h of 2.
select set_config('sched.now', '2026-01-04 10:30+00', true);
select results_eq('select short_now, waiting from sched_engine.coverage_figures()', 'values (1::bigint, 0::bigint)', 'short now');
select set_config('sched.now', '2025-12-29 17:00+00', true);
select results_eq(
    'select missing_hours, short_now from sched_engine.coverage_figures()', $$values (26::float8, 0::bigint)$$,
    'hours up to 7 days ahead, cut there'
);
insert into sched.emp_stale_coverage (resource_ids, period) values (null, '[2026-01-05 00:00+00, 2026-01-06 00:00+00)');
select is((select f.waiting from sched_engine.coverage_figures() as f), 1::bigint, 'an edit waits');

select * from finish();
rollback;
