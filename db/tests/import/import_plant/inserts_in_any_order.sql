begin;
select plan(4);
\ir plant.psql

create temp table file on commit drop as
select pg_temp.plant(
    'code|name|type|parent|zone|scheduled|active|metadata.maker',
    'T-L1-U1|Press|work_unit|T-L1||yes|no|Krones',
    'T-L1|Line 1|Work Centre|T-A|||| ',
    'T|Works|Enterprise||UTC|false|TRUE|',
    'T-A|Hall|area|T|Africa/Johannesburg|0|1|'
) as cells;

select results_eq(
    'select i.* from file as f cross join lateral sched_engine.import_plant(f.cells) as i',
    'values (4::bigint, 0::bigint, 0::bigint, 0::bigint, 0::bigint)',
    'four rows are inserted, children before their parents'
);
select results_eq(
    $$
        select r.resource_code::text, r.resource_name::text, r.resource_type::text, r.hierarchy_path,
            r.time_zone, r.requires_scheduling, r.is_active, r.metadata
        from sched.resources as r
        where r.resource_code like 'T%'
        order by r.hierarchy_path
    $$,
    $$
        values
        ('T', 'Works', 'enterprise', 'T', 'UTC', false, true, '{}'::jsonb),
        ('T-A', 'Hall', 'area', 'T.T-A', 'Africa/Johannesburg', false, true, '{}'),
        ('T-L1', 'Line 1', 'work_center', 'T.T-A.T-L1', null, false, true, '{}'),
        ('T-L1-U1', 'Press', 'work_unit', 'T.T-A.T-L1.T-L1-U1', null, true, false, '{"maker": "Krones"}')
    $$,
    'spelling of types and flags does not matter; what is blank is false, active, none'
);
select results_eq(
    'select i.* from file as f cross join lateral sched_engine.import_plant(f.cells) as i',
    'values (0::bigint, 0::bigint, 4::bigint, 0::bigint, 0::bigint)',
    'the second time nothing changes'
);
select results_eq(
    $$
        select l.action, count(*) from sched.audit_log as l
        where l.table_name = 'resources' and l.new_values ->> 'resource_code' like 'T%' group by l.action
    $$,
    $$ values ('INSERT', 4::bigint) $$,
    'and nothing is written'
);

select * from finish();
rollback;
