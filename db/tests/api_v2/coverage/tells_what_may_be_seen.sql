begin;
select plan(17);
\ir ../../small_plant.psql
\ir ../../small_staff.psql
select pg_temp.add_resource('EAST', 'area', 'SITE');
select pg_temp.add_resource('M9', 'work_unit', 'EAST', null, true);
\ir ../../small_coverage.psql
update sched.system_configuration set config_value = 'true' where config_key in ('phase2_enabled', 'employee_module_enabled');

-- At AREA two, of whom A and B are there on the 4th but for their break; at M9 one more, who is not.
select pg_temp.need('AREA', 2, p_from => '2026-01-04', p_to => '2026-01-06') as area, pg_temp.need('EAST', 1, 'machine', p_from => '2026-01-04', p_to => '2026-01-06') as east \gset
select pg_temp.need('SITE', 1, p_from => '2026-02-01');
select pg_temp.commit();

select results_eq(
    $$select c.resource_code, c.start_time, c.required, c.present, c.missing, c.surplus, c.missing_hours
    from api_v2.coverage('2026-01-04', '2026-01-04') as c order by c.resource_code, c.start_time$$,
    $$values
    ('AREA', timestamptz '2026-01-04 05:00+00', 2, 2, 0, 0, 0::numeric),
    ('AREA', '2026-01-04 10:00+00', 2, 0, 2, 0, 2),
    ('AREA', '2026-01-04 11:00+00', 2, 2, 0, 0, 0),
    ('EAST', '2026-01-04 05:00+00', 1, 0, 1, 0, 12)$$,
    'stretches with the same numbers'
);
select is(
    (select count(*) from api_v2.coverage('2026-01-04', '2026-01-04', array[pg_temp.id('EAST')])), 1::bigint,
    'at and below a resource'
);
select throws_ok($$select * from api_v2.coverage('2026-01-05', '2026-01-04')$$, 'SC004', null, 'a period that ends before it begins');
select throws_ok($$select * from api_v2.coverage('2026-01-04', '2026-01-04', array[0])$$, 'SC001', null, 'a resource that is not there');

select results_eq(
    $$select l.resource_code, l.schedule_date, l.required_hours, l.present_hours, l.missing_hours, l.most_missing
    from api_v2.coverage_by_level('area', '2026-01-04', '2026-01-05') as l order by l.resource_code, l.schedule_date$$,
    $$values
    ('AREA', date '2026-01-04', 24::numeric, 22::numeric, 2::numeric, 2),
    ('AREA', '2026-01-05', 24, 0, 24, 2),
    ('EAST', '2026-01-04', 12, 0, 12, 1),
    ('EAST', '2026-01-05', 12, 0, 12, 1)$$,
    'person-hours by area'
);
select results_eq(
    $$select l.resource_code, l.required_hours, l.present_hours, l.missing_hours, l.most_missing
    from api_v2.coverage_by_level('site', '2026-01-04', '2026-01-04') as l$$,
    $$values ('SITE', 36::numeric, 22::numeric, 14::numeric, 3)$$,
    'by site, with the most that are missing at once'
);
select is_empty($$select * from api_v2.coverage_by_level('work_unit', '2026-01-04', '2026-01-04')$$,
    'what is required above a level is in no total of it');
select throws_ok($$select * from api_v2.coverage_by_level(null, '2026-01-04', '2026-01-04')$$, 'SC004', null, 'no level');
select throws_ok($$select * from api_v2.coverage_by_level('floor', '2026-01-04', '2026-01-04')$$, 'SC004', null, 'no such level');

select results_eq(
    $$select g.resource_code, g.start_time, g.missing, g.missing_hours, g.is_current
    from api_v2.coverage_gaps as g where g.schedule_date = '2026-01-04' order by g.resource_code$$,
    $$values ('AREA', timestamptz '2026-01-04 10:00+00', 2, 2::numeric, true), ('EAST', '2026-01-04 05:00+00', 1, 12, true)$$,
    'gaps, as they are stored'
);
select pg_temp.absent('A', '2026-01-06', '2026-01-06');
insert into sched.emp_stale_coverage (resource_ids, period) values (null, '[2026-01-05 00:00+00, 2026-01-06 00:00+00)');
select results_eq(
    $$select g.schedule_date, bool_and(g.is_current) from api_v2.coverage_gaps as g group by 1 order by 1$$,
    $$values (date '2026-01-04', true), ('2026-01-05', false), ('2026-01-06', true)$$,
    'an edit that waits is told where it may matter'
);
delete from sched.emp_stale_coverage;

-- A viewer sees counts; whoever is limited to a part of the plant, of that part only.
set local role sched_viewer;
select isnt_empty('select * from api_v2.coverage_gaps', 'counts are for viewers too');
reset role;
select set_config('sched.scope', array[pg_temp.id('EAST')]::text, true);
select results_eq(
    $$select distinct g.resource_code from api_v2.coverage_gaps as g$$, $$values ('EAST')$$, 'gaps of a part of the plant'
);
select results_eq(
    $$select distinct c.resource_code from api_v2.coverage('2026-01-04', '2026-01-05') as c$$, $$values ('EAST')$$,
    'coverage of a part of the plant'
);
select is_empty(
    $$select * from api_v2.coverage_by_level('site', '2026-01-04', '2026-01-05')$$,
    'a site is more than the part that may be seen: it has no total'
);
select throws_ok(
    format('select * from api_v2.coverage(%L, %L, array[%s])', '2026-01-04', '2026-01-04',
        (select q.resource_id from sched.emp_requirements as q where q.id = :area)),
    'SC001', null, 'another part is as if it were not there'
);
select set_config('sched.scope', '', true);

select is_empty(
    $$select a.attname from pg_attribute as a
    where a.attrelid = 'api_v2.coverage_gaps'::regclass and a.attnum > 0 and a.attname ~ 'employee|name'$$,
    'nobody is named'
);

select * from finish();
rollback;
