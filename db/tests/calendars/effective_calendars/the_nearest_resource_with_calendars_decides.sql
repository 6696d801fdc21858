begin;
select plan(5);
\ir ../../small_plant.psql

do $$ begin
    perform pg_temp.observe('SITE', 1, 'NATIONAL', '2025-01-01 NewYear');
    perform pg_temp.observe('LINE', 2, 'SECOND', '2025-01-02 Second');
    perform pg_temp.observe('LINE', 1, 'FIRST', '2025-01-02 First');
end $$;
create function pg_temp.asked(p_code text) returns text language sql as $$
    select concat_ws(' ', (
        select string_agg(c.calendar_code, ',' order by i.nr)
        from unnest(e.calendar_ids) with ordinality as i (id, nr)
        inner join sched.holiday_calendars as c on c.id = i.id
    ), (select r.resource_code from sched.resources as r where r.id = e.inherited_from))
    from sched_engine.effective_calendars(array[pg_temp.id(p_code)]) as e
$$;

select is(pg_temp.asked('LINE'), 'FIRST,SECOND', 'its own in the order of their priority, 1 first');
select is(pg_temp.asked('M1'), 'FIRST,SECOND LINE', 'those of the nearest ancestor, without further ones');
select is(pg_temp.asked('AREA'), 'NATIONAL SITE', 'above the line the site''s');
update sched.resource_calendar_assignments set priority = 3 - priority where resource_id = pg_temp.id('LINE');
select is(pg_temp.asked('M2'), 'SECOND,FIRST LINE', 'priorities can be exchanged in one statement');
delete from sched.resource_calendar_assignments where resource_id = pg_temp.id('LINE');
select is(pg_temp.asked('M1'), 'NATIONAL SITE', 'without them the site''s apply again');

select * from finish();
rollback;
