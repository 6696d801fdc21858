begin;
select plan(9);
\ir ../../small_plant.psql

create function pg_temp.default_for(p_zone text) returns boolean language sql as $$
    update sched.resources as r set time_zone = p_zone where r.resource_code = 'SITE';
    select e.calendar_ids <> '{}' from sched_engine.effective_calendars(array[pg_temp.id('M1')]) as e
$$;
select ok(not pg_temp.default_for('Africa/Johannesburg'), 'without a default there is none');
update sched.holiday_calendars set is_default = true where calendar_code = 'ZA';
select ok(pg_temp.default_for('Africa/Johannesburg'), 'it holds in a time zone of its country');
select ok(not pg_temp.default_for('America/Sao_Paulo'), 'not in one of another country');
select ok(not pg_temp.default_for('Brazil/East'), 'by whatever name');
select ok(pg_temp.default_for('UTC') and pg_temp.default_for('Etc/GMT-2'), 'and in one of no country');

update sched.resources set time_zone = 'Europe/London' where resource_code = 'M2';
select is(
    (
        select array_agg(e.calendar_ids = '{}' order by e.resource_id)
        from sched_engine.effective_calendars(array[pg_temp.id('M1'), pg_temp.id('M2')]) as e
    ),
    '{f,t}', 'machine by machine'
);
do $$ begin perform pg_temp.observe('M2', 1, 'OWN'); end $$;
select is(
    (
        select array_agg(c.calendar_code::text)
        from sched_engine.effective_calendars(array[pg_temp.id('M2')]) as e
        inner join sched.holiday_calendars as c on c.id = any(e.calendar_ids)
    ),
    '{OWN}', 'an assigned calendar holds everywhere'
);
update sched.holiday_calendars set is_default = calendar_code = 'OWN' where calendar_code in ('ZA', 'OWN') and is_default;
update sched.holiday_calendars set is_default = true where calendar_code = 'OWN';
select ok(pg_temp.default_for('America/Sao_Paulo'), 'as does a default calendar of no country');
select is_empty(
    $$select c.zone_name from sched.zone_countries as c
    inner join sched.time_zones as z on z.zone_name = c.zone_name
    where c.zone_name ~ '^(Etc/|UTC|GMT)'$$,
    'what is of no country is not in the list'
);

select * from finish();
rollback;
