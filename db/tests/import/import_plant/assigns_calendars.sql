begin;
select plan(3);
\ir plant.psql

create temp view own as
select r.resource_code::text, array_agg(c.calendar_code::text order by a.priority) as calendars
from sched.resource_calendar_assignments as a
inner join sched.resources as r on r.id = a.resource_id
inner join sched.holiday_calendars as c on c.id = a.calendar_id
where r.resource_code like 'T%'
group by r.resource_code
order by r.resource_code;
select lives_ok($$ select sched_engine.import_plant(pg_temp.plant(
    'code|name|type|parent|zone|calendars', 'T|T|site||UTC|US-MI; ZA;', 'T1|x|area|T||GB-ENG', 'T2|x|area|T||'
)) $$);
select results_eq(
    'select * from own',
    $$ values ('T', '{US-MI,ZA}'::text[]), ('T1', '{GB-ENG}') $$,
    'the first is asked first'
);
select results_eq(
    $$ select i.updated, i.unchanged, i.calendars_assigned, o.calendars
        from sched_engine.import_plant(pg_temp.plant(
            'code|calendars', 'T|ZA;US-MI', 'T1|GB-ENG', 'T2|'
        )) as i
        cross join lateral (
            select w.calendars from own as w where w.resource_code = 'T' and i.updated > 0
        ) as o $$,
    $$ values (1::bigint, 2::bigint, 1::bigint, '{US-MI,ZA}'::text[]) $$,
    'a new order is a change, of that resource alone'
);

select * from finish();
rollback;
