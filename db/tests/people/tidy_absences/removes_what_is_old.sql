begin;
select plan(7);
\ir ../../small_plant.psql
\ir ../../small_staff.psql

create function pg_temp.keep(p_days integer) returns void language sql as $$
    update sched.system_configuration set config_value = p_days::text where config_key = 'absence_retention_days'
$$;
do $$ begin
    perform pg_temp.absent('A', '2020-03-01', '2020-03-02');
    perform pg_temp.absent('A', '2020-04-01 06:00Z', '2020-04-01 07:00Z');
    perform pg_temp.absent('A', (current_date - 30)::text, (current_date - 29)::text);
end $$;
select is(sched_engine.tidy_absences(), 0::bigint, 'they are kept for ever, unless somebody says otherwise');
select throws_ok('select pg_temp.keep(364)', 'SC018', null, 'which is a year at least');
do $$ begin perform pg_temp.keep(365); end $$;
select is(sched_engine.tidy_absences(), 2::bigint, 'the old ones go');
select is(sched_engine.tidy_absences(), 0::bigint, 'once');
select is((select count(*) from sched.emp_absences), 1::bigint, 'others stay');
select is(
    (select count(*) from sched.audit_log as a where a.table_name = 'emp_absences'), 1::bigint,
    'the audit log does not keep them instead'
);
select is((select count(*) from sched.emp_stale_dates), 0::bigint, 'and no roster is planned anew');

select * from finish();
rollback;
