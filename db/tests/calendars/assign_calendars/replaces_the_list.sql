begin;
select plan(5);

insert into sched.resources (resource_code, resource_name, resource_type, time_zone)
values ('E', 'E', 'enterprise', 'UTC');
create function pg_temp.assign(variadic p_codes text[]) returns boolean language sql as $$
    select sched_engine.assign_calendars(
        sched_engine.resource_id('E'), array(select sched_engine.calendar_id(c) from unnest(p_codes) as c)
    )
$$;

select ok(pg_temp.assign('ZA', 'GB'), 'two calendars');
select ok(not pg_temp.assign('ZA', 'GB'), 'the same again');
select ok(pg_temp.assign('GB', 'ZA'), 'the other way round');
select results_eq(
    $$select c.calendar_code::text
    from sched_engine.effective_calendars(array[sched_engine.resource_id('E')]) as e
    cross join unnest(e.calendar_ids) with ordinality as u (id, nr)
    inner join sched.holiday_calendars as c on c.id = u.id
    order by u.nr$$,
    $$values ('GB'), ('ZA')$$, 'the first is asked first'
);
select ok(sched_engine.assign_calendars(sched_engine.resource_id('E'), '{}'), 'none: it inherits again');

select * from finish();
rollback;
