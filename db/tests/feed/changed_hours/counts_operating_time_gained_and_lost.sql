begin;
select plan(6);

create function pg_temp.rows(variadic p_rows text[]) returns jsonb language sql as $$
    select coalesce(jsonb_agg(jsonb_build_object(
        'planned_start_time', '2030-01-07T' || split_part(r, ' ', 1) || ':00Z',
        'planned_end_time', '2030-01-07T' || split_part(r, ' ', 2) || ':00Z',
        'schedule_status', split_part(r, ' ', 3)
    )), '[]')
    from unnest(p_rows) as r
    where r <> ''
$$;

select is(h::text, t.hours, t.what)
from (values
    ('a stop', pg_temp.rows('06:00 14:00 operating'),
        pg_temp.rows('06:00 08:00 operating', '08:00 09:30 maintenance', '09:30 14:00 operating'), '(0,1.5)'),
    ('a move', pg_temp.rows('06:00 14:00 operating'), pg_temp.rows('07:00 15:00 operating'), '(1,1)'),
    ('the same time in two pieces', pg_temp.rows('06:00 14:00 operating'),
        pg_temp.rows('06:00 08:00 operating', '08:00 14:00 operating'), '(0,0)'),
    ('a new day', pg_temp.rows(''), pg_temp.rows('06:00 14:00 operating'), '(8,0)'),
    ('one stop instead of another', pg_temp.rows('06:00 14:00 holiday'), pg_temp.rows('06:00 14:00 shutdown'), '(0,0)'),
    ('a generation', null, null, '(,)')
) as t (what, before, after, hours)
cross join sched_engine.changed_hours(t.before, t.after) as h;

select * from finish();
rollback;
