begin;
select plan(26);
\ir ../../small_plant.psql
\ir ../../small_staff.psql
\ir ../../small_coverage.psql

-- `TYPE DATE REQUIREMENTS PERSON_HOURS` of the events since the last look.
create temporary table seen (id bigint);
insert into seen select coalesce(max(e.id), 0) from sched.events as e;
create function pg_temp.told() returns text language plpgsql as $$
declare
    v_told text;
begin
    perform pg_temp.commit();
    select string_agg(
        format('%s %s %s %s', split_part(e.event_type, '_', 2), e.data ->> 'date', e.data ->> 'requirements',
            e.data ->> 'person_hours'), E'\n' order by e.id)
    into v_told
    from sched.events as e
    where e.id > (select s.id from seen as s) and e.event_type like 'coverage.%';
    update seen set id = (select max(e.id) from sched.events as e);
    return v_told;
end
$$;

-- January is kept; two days are enough to look at.
select pg_temp.need('LINE', 2, p_from => '2026-01-04', p_to => '2026-01-06') as line \gset
select pg_temp.told() as told \gset
select is(pg_temp.gaps(:line, '2026-01-04'), '10-11 0/2', 'A and B take their break');
select is(pg_temp.gaps(:line, '2026-01-05'), '05-17 0/2', 'on the 5th nobody is there by day');
select is(pg_temp.gaps(:line, '2026-01-06'), E'05-10 1/2\n10-11 0/2\n11-17 1/2', 'on the 6th C is alone');
select is(:'told'::text, 'opened 2026-01-04 1 39.00', 'one event tells of all: 2 + 24 + 13 hours');

select pg_temp.absent('A', '2026-01-04', '2026-01-04') as absence \gset
select is(pg_temp.told(), 'opened 2026-01-04 1 11.00', 'an absence opens a gap');
select is(pg_temp.gaps(:line, '2026-01-04'), E'05-10 1/2\n10-11 0/2\n11-17 1/2', 'at commit');
update sched.emp_absences set absence_status = 'cancelled' where id = :absence;
select is(pg_temp.told(), 'closed 2026-01-04 1 11.00', 'and closes it when it is cancelled');

select pg_temp.stop('AREA', 'shutdown', 'Closed', '2026-01-05 00:00+00', '2026-01-06 00:00+00') as stop \gset
select is(pg_temp.told(), 'closed 2026-01-05 1 24.00', 'a stop takes the demand away');
select is(pg_temp.gaps(:line, '2026-01-05'), null, 'nobody is missing while everything stands');
update sched.schedule_exceptions set is_active = false where id = :stop;
select is(pg_temp.told(), 'opened 2026-01-05 1 24.00', 'it is cancelled');

select pg_temp.change('B', 'extra', '2026-01-05', p_from => '2026-01-05 05:00+00', p_to => '2026-01-05 09:00+00') as extra \gset
select is(pg_temp.told(), 'closed 2026-01-05 1 4.00', 'an extra shift');
-- Both at once are told apart.
select pg_temp.absent('C', '2026-01-06', '2026-01-06');
select pg_temp.stop('AREA', 'shutdown', 'Closed', '2026-01-05 05:00+00', '2026-01-05 09:00+00');
select is(pg_temp.told(), E'closed 2026-01-05 1 4.00\nopened 2026-01-06 1 11.00', 'fewer here, more there');
-- Counts and ids only, and whatever is below the resource.
select results_eq(
    $$select e.resource_id, e.data ? 'requirement_ids', (select array_agg(k order by k) from jsonb_object_keys(e.data) as k)
    from sched.events as e where e.event_type = 'coverage.gap_opened' order by e.id desc limit 1$$,
    $$select pg_temp.id('LINE'), true, array['date', 'end_time', 'last_date', 'new_value', 'old_value', 'person_hours',
        'requirement_ids', 'requirements', 'resource_code', 'resource_id', 'start_time', 'truncated']$$,
    'an event has counts and ids, and nobody''s name'
);
select is_empty('select from sched.emp_stale_coverage', 'nothing waits');

-- An edit of what is required in the same commit as one of the plan: told once, as it ends.
update sched.emp_requirements set head_count = 3 where id = :line;
update sched.schedule_exceptions set is_active = false;
select is(pg_temp.told(), 'opened 2026-01-04 1 40.00', 'plan and requirement in one commit');
update sched.emp_requirements set head_count = 2 where id = :line;
select is(pg_temp.told(), 'closed 2026-01-04 1 36.00', 'one less each hour');
update sched.emp_requirements set end_date = '2026-01-05' where id = :line;
select is(pg_temp.told(), 'closed 2026-01-06 1 24.00', 'it ends sooner');

-- Large edits are left to the worker.
update sched.system_configuration set config_value = '0' where config_key = 'refresh_inline_machine_days';
update sched.emp_requirements set head_count = 3 where id = :line;
select pg_temp.commit();
select is((select count(*) from sched.emp_stale_coverage), 2::bigint, 'too much for a commit: it waits, before and after');
select results_eq(
    'select marks, opened, closed from sched_engine.refresh_next_coverage()', 'values (2, 5::bigint, 3::bigint)',
    'the worker does it'
);
select is_empty('select * from sched_engine.refresh_next_coverage()', 'and then there is nothing to do');
select pg_temp.told();

-- A requirement that is deleted takes its gaps along, and that is told.
delete from sched.emp_requirements where id = :line;
select matches(pg_temp.told(), '^closed 2026-01-04 1 ', 'nobody is missing where nobody is required');
select is_empty('select from sched.emp_coverage_gaps', 'no gap is left');

-- Dates that are kept from now on are kept for everything, whoever's roster it was.
update sched.system_configuration set config_value = '40000' where config_key = 'refresh_inline_machine_days';
select pg_temp.add_resource('FAR', 'area', 'SITE');
select pg_temp.add_resource('M3', 'work_unit', 'FAR', null, true);
select sched_engine.generate(null, '2026-01-01', '2026-02-28');
select pg_temp.need('FAR', 1, 'machine') as far \gset
select pg_temp.commit();
select is(pg_temp.gaps(:far, '2026-02-01'), null, 'no gap on dates without rosters');
insert into sched.emp_team_resources (team_id, resource_id, start_date)
select pg_temp.team('RED'), pg_temp.id('LINE'), '2026-01-01';
select sched_engine.generate_roster(array[pg_temp.person('A')], '2026-02-01', '2026-02-07');
select pg_temp.commit();
select is(pg_temp.gaps(:far, '2026-02-01'), '05-17 0/1', 'then there is one, far from those whose roster it is');

select ok(
    not has_table_privilege('sched_planner', 'sched.emp_coverage_gaps', 'insert, update, delete')
    and not has_table_privilege('sched_workforce_planner', 'sched.emp_coverage_gaps', 'insert, update, delete'),
    'nobody but the engine writes gaps'
);
select ok(
    has_function_privilege('sched_relay', 'sched_engine.refresh_next_coverage()', 'execute')
    and not has_function_privilege('sched_viewer', 'sched_engine.refresh_next_coverage()', 'execute'),
    'the worker, and no reader, brings them up to date'
);

select * from finish();
rollback;
