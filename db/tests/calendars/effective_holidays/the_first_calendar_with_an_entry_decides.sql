begin;
select plan(3);
\ir ../../small_plant.psql

do $$ begin
    perform pg_temp.observe('SITE', 1, 'PLANT', '2025-04-18 GoodFriday working', '2025-04-22 Shutdown');
    perform pg_temp.observe(
        'SITE', 2, 'NATIONAL', '2025-04-18 GoodFriday', '2025-04-21 EasterMonday', '2025-04-22 Other'
    );
end $$;
create function pg_temp.holidays(p_code text, p_from date, p_to date) returns setof text language sql as $$
    select concat_ws(' ', h.holiday_date, h.holiday_name, c.calendar_code, r.resource_code)
    from sched_engine.effective_holidays(array[pg_temp.id(p_code)], p_from, p_to) as h
    inner join sched.holiday_calendars as c on c.id = h.calendar_id
    left join sched.resources as r on r.id = h.inherited_from
    order by h.holiday_date
$$;

select results_eq(
    $$select pg_temp.holidays('M1', '2025-04-01', '2025-04-30')$$,
    array['2025-04-21 EasterMonday NATIONAL SITE', '2025-04-22 Shutdown PLANT SITE'],
    'the plant works on Good Friday, and has a shutdown of its own'
);
select results_eq(
    $$select pg_temp.holidays('SITE', '2025-04-21', '2025-04-21')$$,
    array['2025-04-21 EasterMonday NATIONAL'],
    'a single date'
);
select is_empty($$select pg_temp.holidays('M1', '2025-04-23', '2025-12-31')$$, 'nothing on other dates');

select * from finish();
rollback;
