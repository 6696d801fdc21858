begin;
select plan(7);

select results_eq(
    $$select hypertable_name from timescaledb_information.hypertables
        where hypertable_schema = 'sched' order by 1$$,
    '{audit_log,emp_schedules,equipment_schedules,schedule_changes}'::name[],
    'four tables grow without end'
);
select is_empty(
    $$select c.conrelid::regclass, c.conname from pg_constraint as c
        inner join timescaledb_information.hypertables as h
            on c.conrelid = format('%I.%I', h.hypertable_schema, h.hypertable_name)::regclass
        where h.hypertable_schema = 'sched' and c.contype = 'f'$$,
    'no foreign key leaves one: it would cost a trigger per row'
);
select is_empty(
    $$select c.conrelid::regclass, c.conname from pg_constraint as c
        inner join timescaledb_information.hypertables as h
            on c.confrelid = format('%I.%I', h.hypertable_schema, h.hypertable_name)::regclass
        where h.hypertable_schema = 'sched'$$,
    'and none points at one: it would not hold'
);
select results_eq(
    $$select d.hypertable_name, d.column_name, d.time_interval
        from timescaledb_information.dimensions as d where d.hypertable_schema = 'sched' order by 1$$,
    $$values
        (name 'audit_log', name 'changed_at', interval '91 days'),
        ('emp_schedules', 'schedule_date', '91 days'),
        ('equipment_schedules', 'schedule_date', '91 days'), ('schedule_changes', 'changed_at', '91 days')$$,
    'partitions of a quarter: forty in ten years'
);
select is_empty(
    $$select t.tgrelid::regclass, t.tgname from pg_trigger as t
        where t.tgrelid = 'sched.equipment_schedules'::regclass and not t.tgisinternal
            and t.tgname <> 'ts_insert_blocker'$$,
    'no trigger on the rows of the plan'
);
select indexes_are(
    'sched', 'equipment_schedules', array['equipment_schedules_pkey'], 'one index on the plan'
);
select index_is_unique('sched', 'equipment_schedules', 'equipment_schedules_pkey');

select * from finish();
rollback;
