begin;
select plan(12);
\ir ../../small_plant.psql

set local sched.now = '2030-03-16 08:00:00+00';
select pg_temp.stop('M1', 'other', 'slow', '2030-03-10 00:00+00', null, 50) as slow \gset
select sched_engine.add_exception(
    pg_temp.id('M1'), 'maintenance', '2030-03-01 08:00+00', '2030-03-01 09:00+00', 'daily',
    p_recurrence_rule => 'FREQ=DAILY'
) as daily \gset
update sched.system_configuration set config_value = '2030-03-15' where config_key = 'period_lock_date';

select lives_ok(
    format($$update api_v1.exceptions set end_datetime = '2030-03-17 00:00+00' where id = %s$$, :slow),
    'a PATCH closes after the lock what began before it'
);
select lives_ok(
    format('select api_v1.close_exception(%s)', :slow), 'so does the function, at once'
);
select lives_ok(
    format($$update api_v1.exceptions set description = 'Slower than planned' where id = %s$$, :slow), 'words may change'
);
select lives_ok(
    format($$update api_v1.exceptions set recurrence_rule = 'FREQ=DAILY;UNTIL=20300318T235959' where id = %s$$, :daily),
    'a PATCH ends a rule after the lock'
);
select lives_ok(
    format($$select api_v1.cancel_occurrence(%s, '2030-03-17 08:00+00')$$, :daily), 'an occurrence after it is cancelled'
);
select throws_ok(
    format($$select api_v1.cancel_occurrence(%s, '2030-03-15 08:00+00')$$, :daily), 'SC010', null, 'one before it is not'
);
select throws_ok(
    format($$update api_v1.exceptions set end_datetime = '2030-03-14 00:00+00' where id = %s$$, :slow),
    'SC010', null, 'an end before the lock is refused'
);
select throws_ok(
    format('delete from api_v1.exceptions where id = %s', :slow), 'SC010', null, 'so is cancelling by DELETE'
);
select throws_ok(
    format('update api_v1.exceptions set is_active = false where id = %s', :daily), 'SC010', null, 'and by PATCH'
);
prepare entered (timestamptz) as
insert into api_v1.exceptions (resource_code, exception_type, start_datetime, end_datetime, description)
values ('M2', 'breakdown', $1, $1 + interval '1 hour', 'late');
select throws_ok($$execute entered('2030-03-15 21:00+00')$$, 'SC010', null, 'a new one before the lock is refused');
select lives_ok($$execute entered('2030-03-15 22:00+00')$$, 'a new one after it is not');

-- A file is imported as a whole or not at all; every row that is locked is told.
create function pg_temp.problems(p_starts text[]) returns jsonb language plpgsql as $$
declare
    v_detail text;
begin
    perform sched_engine.import_exceptions((
        select jsonb_agg(jsonb_build_object('line', s.nr + 1, 'values', jsonb_build_object(
            'resource_code', 'M2', 'exception_type', 'maintenance', 'start_local', s.start,
            'end_local', left(s.start, 11) || '23:00', 'description', 'file'
        )))
        from unnest(p_starts) with ordinality as s (start, nr)
    ));
    return null;
exception when sqlstate 'SC009' then
    get stacked diagnostics v_detail = pg_exception_detail;
    return v_detail;
end
$$;
select results_eq(
    $$select p ->> 'line', p ->> 'message', p ->> 'remedy'
    from jsonb_array_elements(pg_temp.problems('{2030-03-16 00:00,2030-03-15 20:00,2030-03-14 20:00}')) as p$$,
    $$select n, 'The period up to 2030-03-15 is locked, and the exception would change M2 before 2030-03-16 00:00 '
        '(Africa/Johannesburg).',
        'Enter it from 2030-03-16 00:00 (Africa/Johannesburg) on, or move the setting period_lock_date back.'
    from unnest('{3,4}'::text[]) as n$$,
    'a file names its rows that lie before the lock'
);

select * from finish();
rollback;
