begin;
select plan(11);
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

update sched.emp_employees set first_name = 'Zebulon', last_name = 'Quillfeather', email = 'z@example.com',
    skills = '{"welding": "Zebulon"}', employee_number = 'Z-77'
where employee_number = 'A';
select pg_temp.absent('Z-77', '2026-12-07', '2026-12-08') as absence \gset
update sched.emp_absences set absence_kind = 'sick' where id = :absence;
do $$ begin perform sched_engine.generate_roster(null, '2026-11-25', '2026-12-10'); end $$;
select sched_http.create_api_key('Zebulon', 'sched_employee', null, null, 'api', pg_temp.person('Z-77')) as key \gset
select pg_temp.person('Z-77') as id \gset
create temporary table before_it as
select s.* from sched.emp_schedules as s where s.employee_id = :id and s.shift_start_time < sched_engine.current_instant();

select is(sched_engine.erase_employee(:id), true, 'done');
set constraints all immediate;
select is(
    (
        select format('%s %s %s %s %s %s', e.employee_number, e.first_name, e.last_name, e.email, e.skills, e.is_active)
        from sched.emp_employees as e where e.id = :id
    ),
    format('ERASED-%s Erased Erased  {} f', :id), 'nobody in particular'
);
select is((select a.absence_kind::text from sched.emp_absences as a where a.id = :absence), 'other', 'absent for something');
select is(
    (select count(*) from sched.audit_log as a where a::text ~* 'zebulon|quillfeather|Z-77|z@example|sick'), 0::bigint,
    'the audit log knows nobody either'
);
select isnt_empty(
    format(
        $$select from sched.audit_log as a where a.table_name = 'emp_employees' and a.record_id = '%s'
            and a.new_values ->> 'employee_number' = 'ERASED-%1$s' and a.new_values ->> 'erased_at' is not null$$, :id
    ),
    'but that somebody was erased'
);
select is(
    (select k.revoked_at is not null from sched.api_keys as k where k.employee_id = :id), true, 'the key opens nothing'
);
select is_empty(
    $$select * from before_it except select s.* from sched.emp_schedules as s$$, 'what was worked stays'
);
select is_empty(
    format(
        $$select from sched.emp_schedules as s where s.employee_id = %s and s.schedule_status = 'scheduled'
            and s.shift_start_time > sched_engine.current_instant()$$, :id
    ),
    'and no shift is to come'
);
select is(sched_engine.erase_employee(:id), false, 'again: nothing to do');

select is(
    pg_temp.told($$update sched.emp_employees set last_name = 'Quillfeather' where first_name = 'Erased'$$),
    'SC011|Employee ' || format('ERASED-%s', :id) || ' was erased: who they were cannot be entered again.',
    'no way back'
);
select is(
    pg_temp.told($$select sched_engine.erase_employee(0)$$),
    'SC021|There is no employee with the id 0.',
    'nobody to erase'
);

select * from finish();
rollback;
