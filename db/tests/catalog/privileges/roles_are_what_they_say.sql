begin;
select plan(8);

select results_eq(
    $$select rolname, rolcanlogin, rolinherit, rolsuper or rolcreaterole or rolcreatedb or rolbypassrls
        from pg_roles where rolname in (
            'sched_admin',
            'sched_anon', 'sched_authenticator', 'sched_employee', 'sched_hr', 'sched_oee_reader', 'sched_owner',
            'sched_planner', 'sched_viewer', 'sched_views', 'sched_workforce_planner', 'sched_workforce_viewer'
        ) order by 1$$,
    $$values
        (name 'sched_admin', false, false, false), ('sched_anon', false, false, false),
        ('sched_authenticator', true, false, false), ('sched_employee', false, false, false),
        ('sched_hr', false, false, false), ('sched_oee_reader', false, false, false),
        ('sched_owner', false, false, false), ('sched_planner', false, false, false),
        ('sched_viewer', false, false, false), ('sched_views', false, false, false),
        ('sched_workforce_planner', false, false, false), ('sched_workforce_viewer', false, false, false)$$,
    'one can log in, none inherits, none is more than it must be'
);
select results_eq(
    $$select m.roleid::regrole::text from pg_auth_members as m
        where m.member = 'sched_authenticator'::regrole order by 1$$,
    array[
        'sched_admin', 'sched_anon', 'sched_employee', 'sched_hr', 'sched_oee_reader', 'sched_planner', 'sched_viewer',
        'sched_workforce_planner', 'sched_workforce_viewer'
    ],
    'the API can become these, and not the owner'
);
select results_eq(
    $$select m.roleid::regrole::text, m.member::regrole::text from pg_auth_members as m
        where m.member in (
            'sched_anon'::regrole, 'sched_viewer'::regrole, 'sched_oee_reader'::regrole,
            'sched_planner'::regrole, 'sched_admin'::regrole, 'sched_views'::regrole, 'sched_employee'::regrole,
            'sched_workforce_viewer'::regrole, 'sched_workforce_planner'::regrole, 'sched_hr'::regrole
        )
            and m.inherit_option and not m.set_option and not m.admin_option
        order by 2$$,
    $$values
        ('sched_workforce_planner', 'sched_admin'), ('sched_workforce_planner', 'sched_hr'),
        ('sched_workforce_viewer', 'sched_workforce_planner'), ('sched_viewer', 'sched_workforce_viewer')$$,
    'and these nothing else, but for what they inherit'
);
select is_empty(
    $$select m.roleid::regrole, m.member::regrole from pg_auth_members as m
        where m.member in (
            'sched_anon'::regrole, 'sched_viewer'::regrole, 'sched_oee_reader'::regrole,
            'sched_planner'::regrole, 'sched_admin'::regrole, 'sched_views'::regrole, 'sched_employee'::regrole,
            'sched_workforce_viewer'::regrole, 'sched_workforce_planner'::regrole, 'sched_hr'::regrole
        )
            and (m.set_option or m.admin_option or not m.inherit_option)$$,
    'which none of them becomes, nor hands on'
);
select results_eq(
    $$select c.oid::regclass::text from pg_class as c
        where c.relkind in ('r', 'v', 'm', 'p', 'f')
            and c.relnamespace in (
                select oid from pg_namespace where nspname ~ '^(sched|api_v[12]|sched_engine|sched_oee)$'
            )
            and has_table_privilege('sched_anon', c.oid, 'select, insert, update, delete')
        order by 1$$,
    array['api_v1.health'],
    'without credentials there is the health of the system and nothing else'
);
select is_empty(
    $$select c.oid::regclass, r.name from pg_class as c
        cross join (values ('sched_viewer'), ('sched_oee_reader'), ('sched_workforce_viewer'), ('sched_employee')) as r (name)
        where c.relkind in ('r', 'v', 'm', 'p', 'f')
            and c.relnamespace in (
                select oid from pg_namespace where nspname ~ '^(sched|api_v[12]|sched_engine|sched_oee)$'
            )
            and has_table_privilege(r.name, c.oid, 'insert, update, delete')$$,
    'who reads cannot write'
);
select is_empty(
    $$select c.oid::regclass from pg_class as c
        where c.relkind = 'v' and c.relnamespace = 'sched_oee'::regnamespace
            and not has_table_privilege('sched_oee_reader', c.oid, 'select')$$,
    'OEE systems read every view made for them'
);
select is_empty(
    $$select p.oid::regprocedure from pg_proc as p
        where p.pronamespace = 'sched_oee'::regnamespace
            and not has_function_privilege('sched_oee_reader', p.oid, 'execute')$$,
    'and call every function'
);

select * from finish();
rollback;
