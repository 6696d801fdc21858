-- The relay talks to the outside. Whoever gets hold of it can call these functions, and nothing else.
begin;
select plan(14);
\ir ../../small_plant.psql

create temporary view our_schemas as
select n.oid, n.nspname from pg_namespace as n
where n.nspname in ('sched', 'sched_engine', 'sched_oee', 'sched_http', 'api_v1', 'api_v2');

select results_eq(
    $$select p.oid::regprocedure::text from pg_proc as p
        inner join our_schemas as s on s.oid = p.pronamespace
        where has_function_privilege('sched_relay', p.oid, 'execute')
        order by 1$$,
    array[
        'sched_engine.allow_networks(cidr[])',
        'sched_engine.calendars_to_extend()',
        'sched_engine.claim_optimization()',
        'sched_engine.claim_webhooks(uuid,bigint[],interval)',
        'sched_engine.coverage_figures()',
        'sched_engine.daily_hours(bigint[],date,date)',
        'sched_engine.due_deliveries(uuid,bigint,bigint[],integer,interval)',
        'sched_engine.earliest_today(text[])',
        'sched_engine.event_position(text)',
        'sched_engine.events_end()',
        'sched_engine.export_machines(text[],date,date)',
        'sched_engine.extend_calendar(bigint,jsonb,integer[])',
        'sched_engine.extend_horizon()',
        'sched_engine.extend_roster_horizon(integer)',
        'sched_engine.fail_optimization(bigint,text)',
        'sched_engine.feed_epoch()',
        'sched_engine.generation_figures()',
        'sched_engine.health_checks()',
        'sched_engine.keep_suggestions(bigint,jsonb,bigint[],bigint,bigint,numeric)',
        'sched_engine.lock_figures()',
        'sched_engine.optimization_problem(bigint)',
        'sched_engine.plan_figures()',
        'sched_engine.read_events(text,integer)',
        'sched_engine.record_attempts(bigint,jsonb)',
        'sched_engine.refresh_next(integer)',
        'sched_engine.refresh_next_coverage()',
        'sched_engine.refresh_next_roster(integer)',
        'sched_engine.relay_figures()',
        'sched_engine.release_webhook(uuid,bigint)',
        'sched_engine.run_job_batch(bigint)',
        'sched_engine.session_figures()',
        'sched_engine.storage_figures()',
        'sched_engine.stored_plan(bigint[],date,date)',
        'sched_engine.suggested_breaches(jsonb)',
        'sched_engine.tell_optimization(bigint,bigint,bigint,numeric)',
        'sched_engine.tidy_absences()',
        'sched_engine.tidy_audit_log()',
        'sched_engine.tidy_changes()',
        'sched_engine.tidy_coverage()',
        'sched_engine.tidy_events()',
        'sched_engine.tidy_generation_runs()',
        'sched_engine.tidy_rosters()',
        'sched_engine.warn_of_calendar(bigint)',
        'sched_engine.webhook_figures(integer)',
        'sched_http.keys_in_force(bigint[])',
        'sched_http.relay_key(text)'
    ],
    'of all functions it can call these'
);
select is_empty(
    $$select p.oid::regprocedure from pg_proc as p
        inner join our_schemas as s on s.oid = p.pronamespace
        where has_function_privilege('sched_relay', p.oid, 'execute')
            and (not p.prosecdef or p.proowner <> 'sched_owner'::regrole or p.proconfig is null
                or not p.proconfig && '{"search_path=pg_catalog, pg_temp"}')$$,
    'each has the rights of the owner, and looks up names nowhere'
);
select is_empty(
    $$select c.oid::regclass from pg_class as c
        where (
            c.relnamespace in (select s.oid from our_schemas as s)
            or c.oid in (
                select format('%I.%I', k.chunk_schema, k.chunk_name)::regclass from timescaledb_information.chunks as k
                where k.hypertable_schema = 'sched'
            )
        )
        and case
            when c.relkind = 'S' then has_sequence_privilege('sched_relay', c.oid, 'usage, select, update')
            when c.relkind in ('r', 'v', 'm', 'p', 'f') then
                has_table_privilege('sched_relay', c.oid, 'select, insert, update, delete, truncate, references, trigger')
                or has_any_column_privilege('sched_relay', c.oid, 'select, insert, update, references')
        end$$,
    'no table, view or sequence, not even a column'
);
select results_eq(
    $$select s.nspname from our_schemas as s
        where has_schema_privilege('sched_relay', s.oid, 'usage, create') order by 1$$,
    $$values (name 'sched_engine'), ('sched_http')$$,
    'two schemas are open to it'
);
select is_empty(
    $$select n.nspname from pg_namespace as n where has_schema_privilege('sched_relay', n.oid, 'create')
        and n.nspname !~ '^pg_(toast_)?temp'$$,
    'it can create nothing in any'
);
select ok(not has_database_privilege('sched_relay', current_database(), 'create'), 'nor a schema');
select is_empty(
    $$select m.roleid::regrole, m.member::regrole from pg_auth_members as m
        where m.member = 'sched_relay'::regrole
            or m.roleid = 'sched_relay'::regrole and not pg_has_role(m.member, 'sched_relay', 'usage')
        union all
        select r.oid::regrole, null from pg_roles as r
        where r.rolname = 'sched_relay'
            and (r.rolinherit or r.rolsuper or r.rolcreaterole or r.rolcreatedb or r.rolbypassrls or r.rolreplication)$$,
    'it is and becomes nobody else'
);

select sched_http.create_api_key('mes', 'sched_viewer') as key \gset
set local role sched_relay;
select throws_ok('select key_hash from sched.api_keys', '42501', null, 'no hashes of keys');
select throws_ok($$select sched_http.find_api_key('x')$$, '42501', null, 'not by a function either');
select throws_ok('select first_name from sched.emp_employees', '42501', null, 'no people');
select throws_ok('select secret from sched.webhook_subscriptions', '42501', null, 'no secrets');
select throws_ok('create table sched_engine.mine ()', '42501', null, 'no tables of its own');
select throws_ok('update sched.jobs set state = state', '42501', null, 'no writing');
select is((select k.role_name from sched_http.relay_key(:'key') as k), 'sched_viewer', 'but what a key may do');

reset role;
select * from finish();
rollback;
