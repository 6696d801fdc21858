begin;
select plan(3);
\ir ../../small_plant.psql

do $$ begin
    perform pg_temp.stop('SITE', 'shutdown', 'Inventory', '2025-03-10 08:00Z', '2025-03-10 10:00Z');
    perform pg_temp.stop('M1', 'maintenance', 'Oil', '2025-03-10 06:00Z', '2025-03-10 07:00Z');
    perform pg_temp.stop('M2', 'breakdown', 'Open', '2025-03-12 06:00Z');
    perform pg_temp.stop('LINE', 'other', 'Cancelled', '2025-03-10 06:00Z', '2025-03-10 07:00Z');
    update sched.schedule_exceptions set is_active = false where description = 'Cancelled';
end $$;
create function pg_temp.exceptions(p_code text, p_from date, p_to date) returns setof text language sql as $$
    select concat_ws(' ', d.description, e.start_time::timestamp, e.end_time::timestamp, r.resource_code)
    from sched_engine.effective_exceptions(array[pg_temp.id(p_code)], p_from, p_to) as e
    inner join sched.schedule_exceptions as d on d.id = e.exception_id
    left join sched.resources as r on r.id = e.inherited_from
    order by e.start_time
$$;

select results_eq(
    $$select pg_temp.exceptions('M1', '2025-03-10', '2025-03-10')$$,
    array[
        'Oil 2025-03-10 06:00:00 2025-03-10 07:00:00',
        'Inventory 2025-03-10 08:00:00 2025-03-10 10:00:00 SITE'
    ],
    'its own and those above, not its sister''s, not cancelled ones'
);
select results_eq(
    $$select pg_temp.exceptions('M2', '2025-06-01', '2025-06-30')$$,
    array['Open 2025-03-12 06:00:00 infinity'],
    'an open one lasts until it is closed'
);
select is_empty($$select pg_temp.exceptions('SITE', '2025-06-01', '2025-06-30')$$, 'not what is over');

select * from finish();
rollback;
