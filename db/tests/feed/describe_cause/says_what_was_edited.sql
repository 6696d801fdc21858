begin;
select plan(9);
\ir ../../small_plant.psql

select pg_temp.add_pattern('DAYS', 1, '0 08:00-16:00 D') as pattern \gset
select pg_temp.assign('SITE', 'DAYS', '2030-01-01') as assignment \gset
select pg_temp.observe('SITE', 1, 'OWN', '2030-05-02 Fair') as calendar \gset
select h.id as holiday from sched.holidays as h where h.calendar_id = :calendar \gset
select sched_engine.add_exception(
    pg_temp.id('M1'), 'maintenance', '2030-12-02 08:00+00', '2030-12-02 09:00+00', 'Belt'
) as exception \gset

create function pg_temp.told(p_table text, p_action text, variadic p_ids bigint[]) returns text language sql as $$
    select sched_engine.describe_cause(jsonb_build_object('table', p_table, 'action', p_action, 'ids', to_jsonb(p_ids)))
$$;

select is(
    pg_temp.told('schedule_exceptions', 'INSERT', :exception),
    format('exception %s (maintenance: Belt) entered', :exception), 'an exception'
);
select is(
    pg_temp.told('resource_pattern_assignments', 'UPDATE', :assignment), 'pattern DAYS for SITE from 2030-01-01 changed',
    'an assignment'
);
select is(pg_temp.told('holidays', 'INSERT', :holiday), 'holiday Fair on 2030-05-02 (OWN) entered', 'a holiday');
select is(pg_temp.told('resources', 'UPDATE', pg_temp.id('M1')), 'resource M1 changed', 'a resource');
select is(
    pg_temp.told('operating_patterns', 'UPDATE', :pattern, -1, -2, -3, -4),
    'pattern DAYS, operating patterns -1, operating patterns -2 and 2 more changed', 'many, some of them unknown'
);
delete from sched.resource_pattern_assignments where id = :assignment;
select is(
    pg_temp.told('resource_pattern_assignments', 'DELETE', :assignment), 'pattern DAYS for SITE from 2030-01-01 removed',
    'what is not there any more'
);
select is(
    sched_engine.describe_cause('{"run": "regenerate", "apply_holidays": false}'), 'plan generated again without holidays',
    'a run'
);
select is(sched_engine.describe_cause('{"run": "clear"}'), 'plan cleared', 'a clearing');
select is(
    sched_engine.describe_cause('[{"run": "clear"}, {"run": "generate", "apply_holidays": true}]'),
    'plan cleared; plan generated', 'several'
);

select * from finish();
rollback;
