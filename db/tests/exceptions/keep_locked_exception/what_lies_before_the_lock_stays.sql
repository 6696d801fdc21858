begin;
select plan(26);
\ir ../../small_plant.psql

-- Johannesburg is 2 h ahead of UTC: the first instant that is not locked is 2030-03-15 22:00Z.
select pg_temp.stop('M1', 'other', 'slow', '2030-03-10 00:00+00', null, 50) as slow \gset
select pg_temp.stop('M1', 'breakdown', 'over', '2030-03-10 08:00+00', '2030-03-10 10:00+00') as over \gset
select pg_temp.stop('M1', 'breakdown', 'to come', '2030-03-20 08:00+00', '2030-03-20 10:00+00') as to_come \gset
select pg_temp.stop('M1', 'breakdown', 'a mistake', '2030-03-11 08:00+00', '2030-03-20 10:00+00') as mistake \gset
select sched_engine.cancel_exception(:mistake) as done \gset
select sched_engine.add_exception(
    pg_temp.id('M1'), 'maintenance', '2030-03-01 08:00+00', '2030-03-01 09:00+00', 'daily',
    p_recurrence_rule => 'FREQ=DAILY'
) as daily \gset
select sched_engine.add_exception(
    pg_temp.id('M1'), 'other', '2030-03-14 00:00+00', '2030-03-18 00:00+00', 'moved', 'shifted', p_shift_minutes => 60
) as moved \gset
select sched_engine.add_exception(
    pg_temp.id('M1'), 'overtime', '2030-03-15 20:00+00', '2030-03-16 00:00+00', 'late', p_shift_code => 'OT'
) as late \gset
update sched.system_configuration set config_value = '2030-03-15' where config_key = 'period_lock_date';

-- The message, detail and hint of a statement that is refused.
create function pg_temp.answer(p_statement text) returns setof text language plpgsql as $$
declare
    v_message text;
    v_detail text;
    v_hint text;
begin
    execute p_statement;
exception when sqlstate 'SC010' then
    get stacked diagnostics v_message = message_text, v_detail = pg_exception_detail, v_hint = pg_exception_hint;
    return query select unnest(array[v_message, v_detail, v_hint]);
end
$$;

select throws_ok(t.statement, 'SC010', null, t.what)
from (values
    (format('select sched_engine.close_exception(%s, %L)', :slow, '2030-03-15 21:59:59+00'), 'an end before the lock'),
    (format('select sched_engine.cancel_exception(%s)', :slow), 'cancelling one that began before it'),
    (format('delete from sched.schedule_exceptions where id = %s', :slow), 'deleting it'),
    (format('select sched_engine.cancel_exception(%s)', :over), 'cancelling one that is over'),
    (format('select sched_engine.close_exception(%s, %L)', :over, '2030-03-20 00:00+00'), 'extending it'),
    (format('select sched_engine.cancel_occurrence(%s, %L)', :daily, '2030-03-15 08:00+00'), 'an occurrence before it'),
    (format('select sched_engine.cancel_exception(%s)', :daily), 'all occurrences'),
    (format('select sched_engine.close_exception(%s, %L)', :daily, '2030-03-01 10:00+00'), 'longer occurrences')
) as t (statement, what);
select throws_ok(
    format('update sched.schedule_exceptions set %s where id = %s', t.change, t.id), 'SC010', null, t.change
)
from (values
    ($$resource_id = pg_temp.id('M2')$$, :slow), ($$exception_type = 'shutdown'$$, :slow),
    ('capacity_percent = 60', :slow), ($$impact_type = 'no_operation', capacity_percent = null$$, :slow),
    ($$start_datetime = '2030-03-11'$$, :slow), ('shift_minutes = 30', :moved), ($$shift_code = 'X'$$, :late),
    ($$recurrence_rule = 'FREQ=DAILY;UNTIL=20300314T235959'$$, :daily),
    ($$recurrence_rule = 'FREQ=DAILY;COUNT=3'$$, :daily),
    ('recurrence_rule = null', :daily), ($$recurrence_added = '{2030-03-09 20:00}'$$, :daily),
    ('is_active = true', :mistake), ($$start_datetime = '2030-03-15 21:59+00'$$, :to_come)
) as t (change, id);

select throws_ok(
    $$select sched_engine.add_exception(
        pg_temp.id('M1'), 'maintenance', '2030-03-01 08:00+00', '2030-03-01 09:00+00', 'new',
        p_recurrence_rule => 'FREQ=DAILY'
    )$$,
    'SC010', null, 'a new one that recurs since before the lock'
);
select throws_ok(
    format(
        $$update sched.schedule_exceptions
        set recurrence_rule = 'FREQ=DAILY', recurrence_added = '{2030-03-09 20:00}' where id = %s$$, :to_come
    ),
    'SC010', null, 'an added occurrence before the lock of one that starts after it'
);

select results_eq(
    format('select pg_temp.answer($$select sched_engine.close_exception(%s, %L)$$)', :slow, '2030-03-12 00:00+00'),
    array[
        format('The period up to 2030-03-15 is locked: what exception %s does to M1 before 2030-03-16 00:00 '
            '(Africa/Johannesburg) stays as it is.', :slow),
        'It happens from 2030-03-10 02:00 on.',
        'Close it at 2030-03-16 00:00 (Africa/Johannesburg) or later; or move the setting period_lock_date back.'
    ],
    'the answer says what is locked and what can be done'
);
select results_eq(
    format('select pg_temp.answer($$select sched_engine.cancel_exception(%s)$$) offset 2', :daily),
    array['Cancel single occurrences from 2030-03-16 00:00 (Africa/Johannesburg) on, or end its rule there (UNTIL); '
        'or move the setting period_lock_date back.'],
    'of a recurring one'
);
select results_eq(
    $$select pg_temp.answer(
        'select pg_temp.stop(''M2'', ''breakdown'', ''x'', ''2030-03-15 20:00+00'', ''2030-03-15 21:00+00'')'
    )$$,
    array[
        'The period up to 2030-03-15 is locked, and the exception would change M2 before 2030-03-16 00:00 '
        '(Africa/Johannesburg).',
        'It would happen from 2030-03-15 22:00 on.',
        'Enter it from 2030-03-16 00:00 (Africa/Johannesburg) on, or move the setting period_lock_date back.'
    ],
    'and of a new one'
);

select * from finish();
rollback;
