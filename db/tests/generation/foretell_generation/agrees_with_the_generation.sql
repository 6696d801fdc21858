-- What is foretold is what a generation with the same arguments then does, machine by machine.
begin;
select plan(10);
\ir ../../small_plant.psql
select set_config('sched.now', '2026-01-04 12:00+00', true);

do $$ begin
    perform pg_temp.assign('SITE', 'TWO_SHIFT', '2025-01-01');
    perform pg_temp.observe('SITE', 1, 'HOLIDAYS', '2026-01-14 Fourteenth');
end $$;
create function pg_temp.told(p_report jsonb) returns text language sql as $$
    select concat_ws(' ', p_report #>> '{total,inserted}', p_report #>> '{total,updated}', p_report #>> '{total,deleted}')
$$;
create function pg_temp.done(p_ids bigint[], p_from date, p_to date, p_anew boolean, p_holidays boolean default true)
returns text language sql as $$
    select concat_ws(' ', g.inserted, g.updated, g.deleted)
    from sched_engine.generate(p_ids, p_from, p_to, p_anew, p_holidays) as g
$$;

create temp table first_run as select sched_engine.foretell_generation(null, '2026-01-12', '2026-01-25') as report;
select is(
    (select report - 'machines' - 'total' from first_run),
    '{"period": {"start": "2026-01-12", "end": "2026-01-25"}, "machine_count": 2, "looked_at": 2, "conflict": null}'::jsonb,
    'of every machine, before anything has been generated'
);
select is(
    (select pg_temp.told(report) from first_run), pg_temp.done(null, '2026-01-12', '2026-01-25', false), 'a first generation'
);
select is(
    pg_temp.told(sched_engine.foretell_generation(null, '2026-01-12', '2026-01-25')), '0 0 0', 'nothing the second time'
);
select is(
    pg_temp.told(sched_engine.foretell_generation(null, '2026-01-19', '2026-02-01')),
    pg_temp.done(null, '2026-01-19', '2026-02-01', false), 'only what is missing'
);
select is(
    pg_temp.told(sched_engine.foretell_generation(array[pg_temp.id('M1')], '2026-01-12', '2026-02-08', true, false)),
    pg_temp.done(array[pg_temp.id('M1')], '2026-01-12', '2026-02-08', true, false), 'anew, without holidays'
);
update sched.resources set requires_scheduling = false where resource_code = 'M2';
delete from sched.stale_dates;
create temp table last_run as select sched_engine.foretell_generation(null, '2026-01-12', '2026-01-18', true, false) as report;
select is(
    (select pg_temp.told(report) from last_run), pg_temp.done(null, '2026-01-12', '2026-01-18', true, false),
    'what is no longer scheduled loses its rows'
);
select results_eq(
    $$select m ->> 'resource_code', m ->> 'deleted' from last_run cross join jsonb_array_elements(report -> 'machines') as m$$,
    $$values ('M2', '10')$$, 'and is listed'
);
select is(
    sched_engine.foretell_generation(null, '2026-01-12', '2026-01-18') ->> 'machine_count', '1', 'one machine is left'
);
select throws_ok(
    $$select sched_engine.foretell_generation(null, '2026-01-18', '2026-01-12')$$, 'SC004', null, 'a period that ends before it begins'
);
update sched.system_configuration set config_value = '2026-02-15' where config_key = 'period_lock_date';
select is(
    sched_engine.foretell_generation(null, '2026-02-10', '2026-02-28') #>> '{conflict,message}',
    'The period up to 2026-02-15 is locked, and the plan of 2026-02-10 has not been generated.', 'the error that it would meet'
);

select * from finish();
rollback;
