-- One machine on a Monday with a day shift that has begun: what edits leave of it, and what else comes about.
begin;
select plan(12);
\ir ../../small_plant.psql

do $$ begin
    perform pg_temp.add_pattern('DAYS', 7, '1 06:00-18:00 D', '1 08:00-08:30 break', '1 12:00-12:30 break');
    perform pg_temp.add_pattern('EARLY', 7, '1 05:00-17:00 E');
    perform pg_temp.add_pattern('LATER', 7, '1 09:00-21:00 E', '1 19:00-19:30 break');
    perform pg_temp.add_pattern('NIGHT', 7, '1 22:00-06:00 N');
end $$;
set local sched.now = '2025-03-01Z';
update sched.resources set time_zone = 'UTC' where resource_code = 'SITE';
select pg_temp.assign('SITE', 'DAYS', '2025-03-01') as days \gset
select sched_engine.generate(array[pg_temp.id('M1'), pg_temp.id('M2')], '2025-03-09', '2025-03-11') as run \gset
set constraints all immediate;

create function pg_temp.stored(p_code text) returns text language sql as $$
    select string_agg(concat_ws(' ', s.shift_code,
        to_char(s.planned_start_time, 'HH24:MI') || '-' || to_char(s.planned_end_time, 'HH24:MI'),
        nullif(s.schedule_status::text, 'operating')), ', ' order by s.planned_start_time)
    from sched.equipment_schedules as s where s.resource_id = pg_temp.id(p_code)
$$;
create function pg_temp.follow(p_pattern text) returns text language plpgsql as $$
begin
    update sched.resource_pattern_assignments set pattern_id = sched_engine.pattern_id(p_pattern);
    return pg_temp.stored('M1');
end
$$;

set local sched.now = '2025-03-10 10:00Z';
select is(pg_temp.stored('M1'), 'D 06:00-08:00, D 08:30-12:00, D 12:30-18:00', 'the shift that runs, with two breaks');
select pg_temp.stop('M2', 'maintenance', 'Oil', '2025-03-11 08:00Z', '2025-03-11 09:00Z') as stop \gset
select is(pg_temp.stored('M2'), pg_temp.stored('M1'), 'a stop tomorrow leaves it alone');
select is(pg_temp.follow('EARLY'), 'D 06:00-08:00, D 08:30-12:00, D 12:30-18:00',
    'a pattern that started before it comes too late');
select is(pg_temp.follow('LATER'), 'D 06:00-08:00, D 08:30-12:00, D 12:30-18:00, E 18:00-19:00, E 19:30-21:00',
    'one that would start while it runs starts when it ends');
select is(pg_temp.follow('NIGHT'), 'D 06:00-08:00, D 08:30-12:00, D 12:30-18:00, N 22:00-06:00', 'or after it');
select is(pg_temp.follow('LATER'), 'D 06:00-08:00, D 08:30-12:00, D 12:30-18:00, E 18:00-19:00, E 19:30-21:00', 'and back');
set local sched.now = '2025-03-10 17:00Z';
select is(
    (select count(*) from sched_engine.preview_generation(null, '2025-03-09', '2025-03-11', true)), 0::bigint,
    'between its nominal and its real start it does not vanish'
);
set local sched.now = '2025-03-10 18:30Z';
select is(pg_temp.follow('NIGHT'), 'D 06:00-08:00, D 08:30-12:00, D 12:30-18:00, E 18:00-19:00, E 19:30-21:00, N 22:00-06:00',
    'once begun it is finished as well');
update sched.resources set is_active = false where resource_code = 'M1';
select is(pg_temp.stored('M1'), 'D 06:00-08:00, D 08:30-12:00, D 12:30-18:00, E 18:00-19:00, E 19:30-21:00',
    'also on a machine that is not scheduled any more');
select pg_temp.stop('M1', 'breakdown', 'Jam', '2025-03-10 11:00Z', '2025-03-10 13:00Z') as jam \gset
select is(
    pg_temp.stored('M1'),
    'D 06:00-08:00, D 08:30-11:00, D 11:00-12:00 breakdown, D 12:30-13:00 breakdown, D 13:00-18:00, E 18:00-19:00, E 19:30-21:00',
    'an exception cuts what has passed'
);
select sched_engine.cancel_exception(:jam) as cancelled \gset
select is(pg_temp.stored('M1'), 'D 06:00-08:00, D 08:30-12:00, D 12:30-18:00, E 18:00-19:00, E 19:30-21:00',
    'and cancelled gives back what there was');
select is_empty(
    $$select from sched_engine.continued_shifts(array[pg_temp.id('M1')], '2025-03-10', '2025-03-10',
        '2025-03-10 18:30Z', '{[2025-03-10,2025-03-11)}')$$, 'planned anew, its machine has none'
);

select * from finish();
rollback;
