-- A filter, an order or a count of the caller may run before a condition of a view, but never before row security. So a
-- view is safe when each table below it is limited, and its owner is one that the limit holds for. Known from the
-- catalog, for views to come as well.
begin;
select plan(8);

create temporary view shown as
select c.oid, c.oid::regclass::text as name
from pg_class as c
where c.relkind in ('v', 'm') and c.relnamespace in (
    'api_v1'::regnamespace, 'api_v2'::regnamespace, 'sched_oee'::regnamespace
);

-- Whatever they read, through other views too.
create temporary view used as
with recursive below as (
    select
        s.oid as view_id,
        s.oid as id
    from shown as s
    union
    select
        b.view_id,
        d.refobjid
    from below as b
    inner join pg_rewrite as w on w.ev_class = b.id
    inner join pg_depend as d
        on d.classid = 'pg_rewrite'::regclass and d.objid = w.oid and d.refclassid = 'pg_class'::regclass
    inner join pg_class as c on c.oid = b.id and c.relkind in ('v', 'm')
)

select distinct
    b.view_id::regclass::text as view_name,
    c.oid as id,
    c.oid::regclass::text as name,
    c.relkind as kind,
    c.relowner as owner,
    c.relrowsecurity as is_limited,
    coalesce(c.reloptions, '{}') as options
from below as b
inner join pg_class as c on c.oid = b.id
-- a type has no rows
where c.relnamespace <> 'pg_catalog'::regnamespace and c.relkind <> 'c';

select cmp_ok((select count(*) from shown), '>=', 30::bigint, 'there are views');
select is_empty(
    $$select u.view_name, u.name, u.owner::regrole from used as u
        where u.kind = 'v' and u.owner <> 'sched_views'::regrole$$,
    'they, and the views below them, belong to whom the limit holds for'
);
select is_empty(
    $$select u.view_name, u.name from used as u where u.options::text ~ 'security_invoker=(true|on|1)'$$,
    'and read tables as their owner, not as whoever asks'
);
select is_empty(
    $$select distinct u.name from used as u
        where u.kind <> 'v' and not u.is_limited and u.name not in (
            'sched.operating_patterns', 'sched.pattern_rules', 'sched.holiday_calendars', 'sched.holidays',
            'sched.system_configuration', 'sched.calendar_dates', 'sched.emp_departments', 'sched.emp_positions'
        )$$,
    'the tables below are limited, but for what the whole plant shares'
);
select is_empty(
    $$select c.oid::regclass from pg_class as c
        where c.relnamespace = 'sched'::regnamespace and c.relrowsecurity and not exists (
            select from pg_policy as p
            where p.polrelid = c.oid and not p.polpermissive and p.polcmd = '*'
                and p.polroles = array['sched_views'::regrole::oid]
        )$$,
    'each of those by a policy that no other policy can widen'
);
select is_empty(
    $$select c.oid::regclass from pg_class as c
        where c.relkind in ('r', 'p', 'f', 'm') and c.relnamespace = 'sched'::regnamespace
            and c.oid not in (select u.id from used as u)
            and has_table_privilege('sched_views', c.oid, 'select, insert, update, delete')$$,
    'and that owner has no right to a table that no view needs'
);
select is_empty(
    $$select r.rolname from pg_roles as r
        where r.rolname = 'sched_views' and (r.rolsuper or r.rolbypassrls or r.rolcanlogin)
        union all
        select m.member::regrole::text::name from pg_auth_members as m
        where m.roleid = 'sched_views'::regrole and m.member <> 'sched_owner'::regrole
            and not (select r.rolsuper from pg_roles as r where r.oid = m.member)
        union all
        select c.oid::regclass::text::name from pg_class as c
        where c.relowner = 'sched_views'::regrole and c.relkind <> 'v'$$,
    'it passes by no policy, nobody acts as it but the owner of everything, and it owns nothing else'
);
-- Row security does not reach into functions: those that a view takes rows from are limited themselves, and tested.
select results_eq(
    $$select distinct p.oid::regprocedure::text
        from shown as s
        inner join pg_rewrite as w on w.ev_class = s.oid
        inner join pg_depend as d
            on d.classid = 'pg_rewrite'::regclass and d.objid = w.oid and d.refclassid = 'pg_proc'::regclass
        inner join pg_proc as p on p.oid = d.refobjid and p.proretset and p.pronamespace <> 'pg_catalog'::regnamespace
        order by 1$$,
    array[
        'sched_engine.below_resource(bigint)',
        'sched_engine.lint(date,date)',
        'sched_engine.pattern_inheritance(bigint[],date)',
        'sched_engine.ungenerated_shifts(bigint[],timestamp with time zone)'
    ],
    'rows come from these functions: of the resource of a row, or of what may be seen'
);
select * from finish();
rollback;
