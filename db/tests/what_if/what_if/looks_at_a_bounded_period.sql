begin;
select plan(8);
\ir ../../small_plant.psql
select set_config('sched.now', '2026-01-04 12:00+00', true);

do $$ begin
    perform pg_temp.assign('SITE', 'TWO_SHIFT', '2025-01-01');
    perform pg_temp.observe('SITE', 1, 'HOLIDAYS');
end $$;
create function pg_temp.period(p_edit jsonb, p_from date default null, p_to date default null)
returns text language sql as $$
    select (r -> 'period' ->> 'start') || ' ' || (r -> 'period' ->> 'end')
    from sched_engine.what_if(p_edit, p_from, p_to) as r
$$;

select is(pg_temp.period('{"kind": "unassign", "resource": "M1"}'), '2026-01-04 2026-04-03', 'three months from today');
select is(
    pg_temp.period('{"kind": "assign", "resource": "M1", "pattern": "24_7", "from": "2026-06-01"}'),
    '2026-06-01 2026-08-31', 'or from the first date of the edit'
);
select is(
    pg_temp.period('{"kind": "assign", "resource": "M1", "pattern": "24_7", "from": "2025-06-01"}'),
    '2026-01-04 2026-04-03', 'but what has begun does not change'
);
select is(
    pg_temp.period('{"kind": "exception", "resource": "M1", "type": "breakdown", "start": "2025-12-20 10:00"}'),
    '2025-12-18 2026-04-03', 'unless an exception says so'
);
select is(
    pg_temp.period('{"kind": "holiday", "calendar": "HOLIDAYS", "date": "2026-12-25"}'), '2026-12-25 2027-03-24',
    'the date of a holiday'
);
select is(
    pg_temp.period('{"kind": "unassign", "resource": "M1"}', '2027-01-01', '2027-01-31'), '2027-01-01 2027-01-31',
    'what is asked for'
);

insert into sched.system_configuration (config_key, config_value, description, modified_by)
values ('what_if_machine_days', '100', 'Limit of previews', 'test')
on conflict (config_key) do update set config_value = excluded.config_value;
select throws_ok(
    $$select sched_engine.what_if('{"kind": "unassign", "resource": "LINE"}', '2026-02-01', '2026-03-31')$$, 'SC004',
    'A preview of 2 machines from 2026-02-01 to 2026-03-31 is 118 machine-days; the limit is 100.', 'not too much'
);
select throws_ok(
    $$select sched_engine.what_if('{"kind": "unassign", "resource": "LINE"}', '2026-02-02', '2026-02-01')$$, 'SC004',
    null, 'no period'
);

select * from finish();
rollback;
