begin;
select plan(9);
\ir ../../small_plant.psql

select pg_temp.add_resource('OTHER', 'site', null, 'UTC') as other \gset
select pg_temp.assign('OTHER', '24_7', '2025-01-01') as assignment \gset
select set_config('sched.scope', format('{%s}', pg_temp.id('SITE')), true) as scope \gset

select results_eq(
    'select resource_code::text from sched_engine.visible_resources order by id',
    array['SITE', 'AREA', 'LINE', 'M1', 'M2'], 'the subtree'
);
select throws_ok(format('select sched_engine.check_visible(array[%s])', :other), 'SC001', null, 'nothing else');
select throws_ok($$select sched_engine.resource_id('OTHER')$$, 'SC001', null, 'nor by code');
select throws_ok(
    format($$update sched.resources set resource_name = 'x' where id = %s$$, :other), 'SC001', null, 'no update'
);
select throws_ok(
    format($$update sched.resources set parent_resource_id = %s where resource_code = 'AREA'$$, :other), 'SC001', null,
    'no move to another part'
);
select throws_ok($$select pg_temp.add_resource('NEW', 'site', null, 'UTC')$$, 'SC013', null, 'no new root');
select lives_ok($$select pg_temp.add_resource('NEW', 'work_unit', 'LINE')$$, 'a new machine');
select throws_ok(
    format('delete from sched.resource_pattern_assignments where id = %s', :assignment), 'SC001', null, 'no delete'
);
select is_empty(
    $$select t.name from unnest(array[
        'operating_patterns', 'pattern_rules', 'holiday_calendars', 'holidays', 'system_configuration', 'api_keys'
    ]) as t (name)
    where not exists (
        select from pg_trigger as g
        where g.tgrelid = ('sched.' || t.name)::regclass and g.tgfoid = 'sched_http.refuse_scoped'::regproc
    )$$, 'what all share is kept from who is limited'
);

select * from finish();
rollback;
