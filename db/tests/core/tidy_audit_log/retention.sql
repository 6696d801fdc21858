begin;
select plan(6);

delete from sched.audit_log;
insert into sched.audit_log (table_name, record_id, action, changed_by, changed_at)
select 'holidays', n::text, 'DELETE', 'ann', now() - interval '400 days' from generate_series(1, 5001) as n;
create function pg_temp.keep(p_days integer) returns void language sql as $$
    update sched.system_configuration set config_value = p_days::text where config_key = 'audit_log_retention_days'
$$;

select is(sched_engine.tidy_audit_log(), 0::bigint, 'it is kept for ever, unless somebody says otherwise');
select throws_ok('select pg_temp.keep(364)', 'SC018', null, 'which is a year at least');
do $$ begin perform pg_temp.keep(365); end $$;
select is(sched_engine.tidy_audit_log(), 5000::bigint, 'of what is old a part goes');
select is(sched_engine.tidy_audit_log(), 1::bigint, 'then the rest');
select is(
    (select a.changed_by from sched.audit_log as a where a.record_id = 'audit_log_retention_days'), session_user::text,
    'who shortened it stands there'
);
select is(
    (select h.removed_until from sched.removed_history as h where h.table_name = 'audit_log'),
    now() - interval '400 days', 'and how far it reaches'
);

select * from finish();
rollback;
