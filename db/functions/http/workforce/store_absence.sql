create or replace function sched_http.store_absence(p_old api_v2.absences, p_new api_v2.absences)
returns api_v2.absences
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_employee_id constant bigint := sched_http.given_of_people(
        'employee', p_new.employee_id, p_new.employee_number, p_old.employee_id, p_old.employee_number
    );
    v_kind constant sched.absence_kind := sched_http.given_word(
        'absence_kind', p_new.absence_kind, null::sched.absence_kind
    );
    v_status constant sched.absence_status := coalesce(
        sched_http.given_word('absence_status', p_new.absence_status, null::sched.absence_status), 'approved'
    );
    v_id bigint := p_old.id;
    v_stored api_v2.absences;
begin
    if v_id is null then
        insert into sched.emp_absences (
            employee_id, absence_kind, absence_status, start_date, end_date, start_time, end_time
        )
        values (
            v_employee_id, coalesce(v_kind, 'other'), v_status, p_new.start_date, p_new.end_date,
            p_new.start_time, p_new.end_time
        )
        returning id into v_id;
    else
        update sched.emp_absences as t
        set
            employee_id = v_employee_id,
            absence_kind = coalesce(v_kind, t.absence_kind),
            absence_status = v_status,
            start_date = p_new.start_date,
            end_date = p_new.end_date,
            start_time = p_new.start_time,
            end_time = p_new.end_time
        where t.id = v_id;
    end if;
    select v.* into v_stored from api_v2.absences as v where v.id = v_id;
    return v_stored;
end
$$;

comment on function sched_http.store_absence(api_v2.absences, api_v2.absences) is
    'Adds (p_old is null) or changes an absence from rows of api_v2.absences; returns it as stored.
SC021: unknown employee. The rest is refused by the triggers of sched.emp_absences.';
