begin;
select plan(19);
\ir ../../small_plant.psql
\ir ../../small_staff.psql

create function pg_temp.told(p_statement text) returns text language plpgsql as $$
begin
    execute p_statement;
    return 'done';
exception when others then
    return concat_ws('|', sqlstate, sqlerrm);
end
$$;

update sched.emp_employees set termination_date = '2026-12-31' where employee_number = 'C';

select is(
    pg_temp.told($$select pg_temp.change('A', 'swap', '2026-12-10', p_taken_by => 'A')$$),
    'SC023|Employee A cannot swap a shift with themselves.',
    'with oneself'
);
select is(
    pg_temp.told($$select pg_temp.change('A', 'swap', '2026-12-10')$$),
    'SC016|The change of a roster has no taken_by_id.',
    'with nobody'
);
select is(
    pg_temp.told($$select pg_temp.change('A', 'swap', '2027-01-01', p_taken_by => 'C')$$),
    'SC023|Employee C is not employed on 2027-01-01.',
    'with somebody who has left'
);
select is(
    pg_temp.told($$select pg_temp.change('C', 'off', '2027-01-01')$$),
    'SC023|Employee C is not employed on 2027-01-01.',
    'of somebody who has left'
);
select is(
    pg_temp.told($$select pg_temp.change('A', 'swap', '2026-12-10', p_taken_by => 'C')$$),
    'done',
    'with somebody who has not'
);
select is(
    pg_temp.told($$select pg_temp.change('A', 'off', '2026-12-10')$$),
    'SC022|The shifts of employee A on 2026-12-10 are changed already: swap.',
    'a second change'
);
select is(
    pg_temp.told($$update sched.emp_roster_changes set change_status = 'cancelled'$$),
    'done',
    'what is cancelled'
);
select is(
    pg_temp.told($$select pg_temp.change('A', 'moved', '2026-12-10', 60)$$),
    'done',
    'does not count'
);
select is(
    pg_temp.told($$select pg_temp.change('A', 'extra', '2026-12-10', p_from => '2026-12-10 06:00Z', p_to => '2026-12-10 10:00Z')$$),
    'done',
    'an extra shift beside it'
);
select is(
    pg_temp.told($$select pg_temp.change('A', 'extra', '2026-12-11', p_from => '2026-12-11 06:00Z', p_to => '2026-12-12 06:01Z')$$),
    'SC023|Employee A: the extra shift from 2026-12-11 08:00 to 2026-12-12 08:01 is longer than 24 hours.',
    'longer than a day'
);
select is(
    pg_temp.told($$select pg_temp.change('A', 'extra', '2026-12-11', p_from => '2026-12-11 06:00Z', p_to => '2026-12-11 06:00Z')$$),
    'SC023|Employee A: the extra shift ends (2026-12-11 08:00) before it begins (2026-12-11 08:00).',
    'no time at all, by the clock of the team (UTC+2)'
);
select is(
    pg_temp.told($$select pg_temp.change('A', 'extra', '2026-12-11', p_from => '2026-12-14 06:00Z', p_to => '2026-12-14 10:00Z')$$),
    'SC023|Employee A: the extra shift of 2026-12-11 begins at 2026-12-14 08:00.',
    'on another date'
);
select is(
    pg_temp.told($$select pg_temp.change('A', 'moved', '2026-12-12', 1441)$$),
    'SC023|Employee A: shifts cannot move by 1441 minutes.',
    'further than a day'
);
select is(
    pg_temp.told($$select pg_temp.change('A', 'moved', '2026-12-12')$$),
    'SC016|The change of a roster has no shift_minutes.',
    'moved, but not where'
);
select is(
    pg_temp.told($$select pg_temp.change('A', 'off', '2026-12-12', p_taken_by => 'B')$$),
    'SC023|Employee A: only a swap is taken by somebody.',
    'off, and taken'
);
select is(
    pg_temp.told($$select pg_temp.change('A', 'off', '2026-12-12', 60)$$),
    'SC023|Employee A: only a moved shift has shift_minutes.',
    'off, and moved'
);
select is(
    pg_temp.told($$select pg_temp.change('A', 'off', '2026-12-12', p_from => '2026-12-12 06:00Z', p_to => '2026-12-12 10:00Z')$$),
    'SC023|Employee A: only an extra shift has a start, an end and a shift code of its own.',
    'off, with times'
);
select is(
    pg_temp.told($$select pg_temp.change('A', 'off', null)$$),
    'SC016|The change of a roster has no schedule_date.',
    'without a date'
);

select pg_temp.change('B', 'extra', null, p_from => '2026-12-10 22:30Z', p_to => '2026-12-11 06:00Z') as extra \gset
select is(
    (select c.schedule_date::text from sched.emp_roster_changes as c where c.id = :extra), '2026-12-11',
    'an extra shift counts for the date on which it begins, by the clock of the team (UTC+2)'
);

select * from finish();
rollback;
