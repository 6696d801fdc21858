-- Each shift for itself, besides the stored roster.
begin;
select plan(4);
\ir ../../small_plant.psql
\ir ../../small_staff.psql
select set_config('sched.now', '2026-01-02 00:00+00', true);
select count(*) from sched_engine.generate_roster(null, '2026-01-03', '2026-03-31');
insert into sched.emp_work_rules (rule_code, rule_name, rule_measure, limit_value, window_hours, severity, is_active)
values ('REST', 'Rest', 'daily_rest', 11, 24, 'refuse', true), ('WEEK', 'Hours', 'working_hours', 50, 168, 'warn', true);

create function pg_temp.would_break(variadic p_shifts text[]) returns text language sql as $$
    select string_agg(distinct format('%s %s %s: %s', e.employee_number,
        to_char(b.start_time at time zone 'UTC', 'DD HH24'), r.rule_code, b.measured), ', ')
    from sched_engine.new_breaches(array(
        select row(pg_temp.person(split_part(s, ' ', 1)), split_part(s, ' ', 2)::date,
            split_part(s, ' ', 2)::timestamp at time zone 'UTC' + split_part(s, ' ', 3)::interval,
            split_part(s, ' ', 2)::timestamp at time zone 'UTC' + split_part(s, ' ', 4)::interval
        )::sched_engine.proposed_shift
        from unnest(p_shifts) as s
    )) as b
    inner join sched.emp_employees as e on e.id = b.employee_id
    inner join sched.emp_work_rules as r on r.id = b.rule_id
$$;

select is(pg_temp.would_break('A 2026-01-06 16:00 20:00', 'C 2026-01-05 05:00 08:00'), null, 'shifts with rest break nothing');
select is(pg_temp.would_break('A 2026-01-06 11:00 15:00', 'A 2026-01-06 07:00 11:00'),
    'A 06 07 REST: 6.00, A 06 11 REST: 6.00', 'each is looked at alone');
select is(pg_temp.would_break('A 2026-01-10 16:00 24:00'), 'A 10 16 WEEK: 54.00',
    'with what is worked in the days before');
select is(pg_temp.would_break('A 2026-01-12 00:00 00:00'), null, 'nothing is no shift');

select * from finish();
rollback;
