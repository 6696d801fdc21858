begin;
select plan(4);
\ir ../../small_plant.psql
select set_config('sched.now', '2026-01-04 12:00+00', true);

do $$ begin
    for i in 3..10 loop
        perform pg_temp.add_resource('M' || i, 'work_unit', 'LINE', null, true);
    end loop;
    perform pg_temp.assign('SITE', 'TWO_SHIFT', '2025-01-01');
end $$;
update sched.system_configuration set config_value = '35' where config_key = 'what_if_machine_days';

-- 10 machines for 7 days: every second one.
create temp table told as select sched_engine.foretell_generation(null, '2026-01-12', '2026-01-18') as report;
select is((select report ->> 'machine_count' from told), '10', 'all are counted');
select is((select report ->> 'looked_at' from told), '5', 'some are looked at');
select is((select report -> 'total' from told), '{"machines": 5, "inserted": 50, "updated": 0, "deleted": 0}'::jsonb, 'the numbers are theirs');
select is(
    sched_engine.foretell_generation(null, '2026-01-12', '2026-01-14', true) ->> 'looked_at', '10', 'all of a small one'
);

select * from finish();
rollback;
