-- Exactly who may do what with people over HTTP. A letter stands for a role: n nobody (anonymous), o OEE reader, v viewer,
-- p planner, a admin, w workforce viewer, m workforce planner, h HR, e employee; S, I, U, D for select, insert, update, delete.
begin;
select plan(8);

create temporary table roles (nr, letter, name) as
values
(1, 'n', 'sched_anon'), (2, 'o', 'sched_oee_reader'), (3, 'v', 'sched_viewer'), (4, 'p', 'sched_planner'),
(5, 'a', 'sched_admin'), (6, 'w', 'sched_workforce_viewer'), (7, 'm', 'sched_workforce_planner'), (8, 'h', 'sched_hr'),
(9, 'e', 'sched_employee');

select results_eq(
    $$
        select (c.relname || ' ' || string_agg(r.letter || a.rights, ' ' order by r.nr)) collate "default"
        from pg_class as c
        cross join roles as r
        cross join lateral (
            select string_agg(p.letter, '' order by p.nr) as rights
            from (
                values (1, 'S', 'select'), (2, 'I', 'insert'), (3, 'U', 'update'), (4, 'D', 'delete'),
                (5, 'other', 'truncate, references, trigger')
            ) as p (nr, letter, privilege)
            where has_table_privilege(r.name, c.oid, p.privilege)
        ) as a
        where c.relnamespace = 'api_v2'::regnamespace and c.relkind in ('r', 'v', 'm', 'p', 'f')
        group by c.relname
        order by c.relname collate "C"
    $$,
    array[
        'absences aSIUD wS mSIUD hSIUD eS', 'coverage_gaps oS vS pS aS wS mS hS', 'departments aSIUD wS mSIUD hSIUD',
        'employees aSIUD wS mSIUD hSIUD', 'optimizations aS wS mS hS', 'patterns vS pS aS wS mS hS',
        'positions aSIUD wS mSIUD hSIUD', 'qualifications aSIUD wS mSIUD hSIUD',
        'requirements oS vS pS aSIUD wS mSIUD hSIUD', 'resource_assignments aSIUD wS mSIUD hSIUD',
        'roster aS wS mS hS eS', 'roster_changes aSIUD wS mSIUD hSIUD', 'shift_offers aS wS mS hS eS',
        'suggestions aS wS mS hS', 'team_assignments aSIUD wS mSIUD hSIUD', 'team_resources aSIUD wS mSIUD hSIUD',
        'teams aSIUD wS mSIUD hSIUD', 'work_rules aSIUD wS mSIUD hSIUD'
    ],
    'views'
);
select results_eq(
    $$
        select (p.proname || ' ' || string_agg(r.letter, '' order by r.nr)) collate "default"
        from pg_proc as p
        inner join roles as r on has_function_privilege(r.name, p.oid, 'execute')
        where p.pronamespace = 'api_v2'::regnamespace
        group by p.proname
        order by p.proname collate "C"
    $$,
    array[
        'accept_suggestions amh', 'approve_offer amh', 'calendar_feed novpawmhe', 'cancel_optimization amh',
        'coverage ovpawmh', 'coverage_as_known ovpawmh', 'coverage_by_level ovpawmh', 'enable_rules amh',
        'erase_employee ah', 'explain_coverage awmh', 'explain_request novpawmhe', 'explain_roster awmh',
        'gap_candidates awmh', 'gaps_as_known ovpawmh', 'generate_roster amh', 'import_people amh',
        'lint_workforce awmh', 'offer_open_shift amh', 'offer_shift amhe', 'openapi novpawmhe', 'optimize amh',
        'preview_roster amh', 'reject_suggestions amh', 'roster_as_known awmh', 'roster_calendar awmhe',
        'roster_feed awmh', 'roster_hours awmh', 'rule_breaches awmh', 'take_shift amhe', 'team_rotation awmh',
        'team_shifts awmh', 'verify_workforce a', 'withdraw_offer amhe'
    ],
    'functions'
);
select is_empty(
    $$select c.oid::regclass, r.name
        from pg_class as c
        cross join roles as r
        where (
            (c.relnamespace = 'sched'::regnamespace and c.relname ~ '^emp_')
            or c.oid in (
                select format('%I.%I', k.chunk_schema, k.chunk_name)::regclass
                from timescaledb_information.chunks as k
                where k.hypertable_schema = 'sched'
            )
        )
        and c.relkind in ('r', 'p', 'v', 'm', 'f')
        and (
            has_table_privilege(r.name, c.oid, 'select, insert, update, delete, truncate, references, trigger')
            or has_any_column_privilege(r.name, c.oid, 'select, insert, update, references')
        )$$,
    'no table about people, nor a chunk of any, is open to a role of the API'
);
select is_empty(
    $$select c.oid::regclass, r.name
        from pg_class as c
        cross join roles as r
        where c.relnamespace = 'sched'::regnamespace and c.relkind = 'S' and c.relname ~ '^emp_'
            and has_sequence_privilege(r.name, c.oid, 'usage, select, update')$$,
    'nor a sequence'
);
select is_empty(
    $$select p.oid::regprocedure, r.name
        from pg_proc as p
        cross join roles as r
        where p.pronamespace in ('sched_engine'::regnamespace, 'sched_http'::regnamespace)
            and has_function_privilege(r.name, p.oid, 'execute')
            and p.prosrc ~ '\.emp_' and p.oid <> 'sched_http.authenticate()'::regprocedure$$,
    'nor a function of the engine that reads them, but for what tells who asks'
);
select is_empty(
    $$select c.oid::regclass
        from pg_class as c
        cross join lateral aclexplode(c.relacl) as a
        where c.relnamespace = 'sched'::regnamespace and c.relname ~ '^emp_' and a.grantee = 'sched_views'::regrole
            and a.privilege_type <> 'SELECT'$$,
    'the owner of the views reads only'
);
select is_empty(
    $$select n.nspname, r.name
        from pg_namespace as n
        cross join roles as r
        where (n.nspname = 'sched_engine' or (n.nspname = 'sched' and r.letter not in ('p', 'a')))
            and has_schema_privilege(r.name, n.oid, 'usage, create')
        union all
        select n.nspname, r.name
        from pg_namespace as n
        cross join roles as r
        where n.nspname ~ '^(sched|api_v)' and has_schema_privilege(r.name, n.oid, 'create')$$,
    'no role of people uses the inner schemas, and none creates anything'
);
select is_empty(
    $$select c.relname from pg_class as c
        where c.relnamespace = 'sched'::regnamespace and c.relkind in ('r', 'p') and c.relname ~ '^emp_'
            and not c.relrowsecurity and c.relname not in ('emp_departments', 'emp_positions', 'emp_coverage_dates')$$,
    'every table that tells of somebody is limited by row security'
);

select * from finish();
rollback;
