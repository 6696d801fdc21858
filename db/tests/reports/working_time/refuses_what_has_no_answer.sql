begin;
select plan(12);
\ir ../../small_plant.psql
select pg_temp.assign('SITE', '24_7', '2025-01-01') \g /dev/null

select throws_ok(format(c.call, '-1'), 'SC001', null, 'unknown id: ' || c.call)
from (values
    ('select api_v1.working_time(%s, now(), now())'),
        ('select api_v1.add_working_time(%s, now(), ''1 hour'')'),
    ('select api_v1.next_available(%s, now())'), ('select api_v1.previous_available(%s, now())')
) as c (call);
select throws_ok(format(c.call, pg_temp.id('M1')), 'SC004', null, 'no instant: ' || c.call)
from (values
    ('select api_v1.working_time(%s, now(), ''infinity'')'), ('select api_v1.working_time(%s, null, now())'),
    ('select api_v1.add_working_time(%s, ''1969-12-31Z'', ''1 hour'')'),
    ('select api_v1.next_available(%s, ''2200-01-01Z'')'), ('select api_v1.previous_available(%s, null)')
) as c (call);
select throws_ok(
    format('select api_v1.working_time(%s, ''2020-01-01Z'', ''2031-01-01Z'')', pg_temp.id('M1')), 'SC004',
    null,
    'longer than 10 years'
);
select throws_ok(
    format('select api_v1.add_working_time(%s, now(), ''1 month'')', pg_temp.id('M1')), 'SC004',
    '1 mon is not a length of working time.', 'months'
);
select is_empty($$
    select f.name, r.name
    from (values
        ('working_time(bigint, timestamptz, timestamptz, boolean)'), ('next_available(bigint, timestamptz)'),
        ('add_working_time(bigint, timestamptz, interval, boolean)'),
            ('previous_available(bigint, timestamptz)')
    ) as f (name)
    cross join unnest(array['anon', 'viewer', 'oee_reader', 'planner', 'admin']) as r (name)
    where has_function_privilege('sched_' || r.name, 'api_v1.' || f.name, 'execute') <> (r.name <> 'anon')
$$, 'everybody but strangers may ask');

select * from finish();
rollback;
