-- Europe/London skips 01:00 to 02:00 on 2026-03-29 and America/New_York 02:00 to 03:00 on 2026-03-08, both Sundays.
begin;
select plan(4);
\ir ../../small_plant.psql

do $$ begin
    update sched.resources set time_zone = 'Europe/London' where resource_code = 'SITE';
    perform pg_temp.add_pattern('START', 1, '0 01:30-10:00 D');
    perform pg_temp.add_pattern('END', 7, '6 17:00-01:30 N', '6 20:00-20:30 break');
    perform pg_temp.add_pattern('GONE', 7, '0 01:15-01:45 G', '1 06:00-14:00 D');
    perform pg_temp.add_pattern('SOUND', 1, '0 22:00-01:00 A', '0 02:00-10:00 B', '0 12:00-20:00 C');
    perform pg_temp.assign('M1', 'START', '2026-01-01', '2026-12-31');
end $$;

create function pg_temp.gaps(p_from date, p_to date) returns setof text language sql as $$
    select concat_ws(' ', f.severity, f.location, f.first_date, f.message)
    from sched_engine.lint_clock_gaps(p_from, p_to) as f where f.code = 'LINT-005' order by 1
$$;
select results_eq(
    $$select pg_temp.gaps('2026-01-01', '2026-12-31')$$,
    array['info START 2026-03-29 Shift 01:30-10:00 starts at 02:00 because the clocks of Europe/London skip that time; 1 machine follows it.'],
    'one that starts in it'
);

do $$ begin
    delete from sched.resource_pattern_assignments;
    perform pg_temp.assign('M1', 'END', '2026-01-01');
    perform pg_temp.assign('M2', 'GONE', '2026-01-01');
end $$;
select results_eq(
    $$select pg_temp.gaps('2026-01-01', '2026-12-31')$$,
    array[
        'info END 2026-03-28 Shift 17:00-01:30 ends at 02:00 because the clocks of Europe/London skip that time; 1 machine follows it.',
        'warning GONE 2026-03-29 Shift 01:15-01:45 is left out because the clocks of Europe/London skip that time; 1 machine follows it.'
    ],
    'one that ends in it, on the date it starts; and one that is lost altogether'
);

do $$ begin
    delete from sched.resource_pattern_assignments;
    perform pg_temp.assign('SITE', 'SOUND', '2026-01-01');
end $$;
select is_empty(
    $$select pg_temp.gaps('2026-01-01', '2026-12-31')$$, 'what ends or starts at its edges is as long as ever'
);

do $$ begin
    update sched.resources set time_zone = 'America/New_York' where resource_code = 'M2';
    delete from sched.resource_pattern_assignments;
    perform pg_temp.add_pattern('TWO', 1, '0 02:00-10:00 D');
    perform pg_temp.assign('SITE', 'TWO', '2026-03-01', '2026-03-31');
end $$;
select results_eq(
    $$select pg_temp.gaps('2026-01-01', '2026-12-31')$$,
    array['info TWO 2026-03-08 Shift 02:00-10:00 starts at 03:00 because the clocks of America/New_York skip that time; 1 machine follows it.'],
    'by the zone of each machine'
);

select * from finish();
rollback;
