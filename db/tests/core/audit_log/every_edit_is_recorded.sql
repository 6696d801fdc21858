begin;
select plan(7);
\ir ../../small_plant.psql

set local app."current_user" to 'thandi';
select pg_temp.add_pattern('P', 7, '1 06:00-14:00 D') as id \gset
update sched.operating_patterns set pattern_name = 'Renamed' where id = :id;
delete from sched.operating_patterns where id = :id;
create temporary view edits as
select * from sched.audit_log where changed_by = 'thandi';

select results_eq(
    format($$
        select action, old_values ->> 'pattern_name', new_values ->> 'pattern_name'
        from edits
        where table_name = 'operating_patterns' and record_id = '%s'
            and (old_values -> 'pattern_name') is distinct from (new_values -> 'pattern_name')
        order by id$$, :id),
    $$values ('INSERT', null, 'P'), ('UPDATE', 'P', 'Renamed'), ('DELETE', 'Renamed', null)$$,
    'what a row was, and what it became'
);
select is(
    (
        select array_agg(e.action order by e.id) from edits as e where e.table_name = 'pattern_rules'
    ),
    array['INSERT', 'DELETE'], 'rules go with their pattern'
);

update sched.resources set resource_name = resource_name where resource_code = 'M1';
select is_empty(
    $$select * from edits where table_name = 'resources' and action = 'UPDATE'$$,
    'an update that changes nothing is not recorded'
);
update sched.resources set resource_name = resource_code || ' new' where resource_code in ('M1', 'M2');
select results_eq(
    $$select record_id, old_values ->> 'resource_name', new_values ->> 'resource_name'
        from edits where table_name = 'resources' and action = 'UPDATE' order by 2$$,
    $$values (pg_temp.id('M1')::text, 'M1', 'M1 new'), (pg_temp.id('M2')::text, 'M2', 'M2 new')$$,
    'one entry for each row of a statement'
);

select pg_temp.observe('M1', 1, 'C') as calendar \gset
select results_eq(
    $$select record_id from sched.audit_log where table_name = 'resource_calendar_assignments'$$,
    format($$values (pg_temp.id('M1') || '/' || %s)$$, :calendar), 'a key of two parts'
);

set local app."current_user" to '';
select set_config('app.current_user', 'mes', true) as claims \gset
update sched.resources set resource_name = 'By mes' where resource_code = 'M1';
select set_config('app.current_user', '', true) as claims \gset
update sched.resources set resource_name = 'By hand' where resource_code = 'M1';
select results_eq(
    $$select changed_by from sched.audit_log
        where table_name = 'resources' and new_values ->> 'resource_name' in ('By mes', 'By hand')
        order by id$$,
    array['mes', current_setting('session_authorization')],
    'by who is said to act, else by the database user'
);
select is_empty(
    'select * from edits where changed_at <> now()', 'when the transaction began'
);

select * from finish();
rollback;
