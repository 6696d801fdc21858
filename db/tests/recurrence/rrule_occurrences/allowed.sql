-- What check_rrule lets pass, and who may call it.
begin;
select plan(12);

select lives_ok(format('select sched_engine.check_rrule(%L)', r.rule), coalesce(r.rule, 'null'))
from (values
    ('FREQ=DAILY'),
    ('rrule:wkst=su;byday=+1mo,-1FR,05tu;freq=monthly;interval=2;until=20301231T235959z'),
    ('FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30'),
    ('FREQ=YEARLY;BYWEEKNO=-53,53;BYDAY=MO;BYYEARDAY=-366,+366;BYSETPOS=-366,366;BYSECOND=60'),
    ('FREQ=HOURLY;BYMONTHDAY=-31;BYYEARDAY=1;COUNT=1'),
    ('FREQ=MINUTELY;INTERVAL=15'),
    ('FREQ=MINUTELY;BYMONTHDAY=1;BYHOUR=9,17'),
    ('FREQ=SECONDLY;COUNT=100000'),
    ('FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30'),
    (null)
) as r (rule);

select is_empty(
    $$select p.oid::regprocedure
    from pg_proc as p
    where p.pronamespace = 'sched_engine'::regnamespace and p.proname ~ 'rrule|recurrence'
        and has_function_privilege('sched_admin', p.oid, 'execute')$$,
    'only the owner may call the functions of recurrence'
);
select is_empty(
    $$select p.oid::regprocedure
    from pg_proc as p
    where p.pronamespace = 'sched_engine'::regnamespace and p.proname ~ 'rrule|recurrence'
        and (obj_description(p.oid, 'pg_proc') is null or p.provolatile <> 'i' or p.proparallel <> 's')$$,
    'each has a comment, and is immutable and parallel safe'
);
select * from finish();
rollback;
