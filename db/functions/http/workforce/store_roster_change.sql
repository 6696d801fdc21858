create or replace function sched_http.store_roster_change(p_old api_v2.roster_changes, p_new api_v2.roster_changes)
returns api_v2.roster_changes
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_employee_id constant bigint := sched_http.given_of_people(
        'employee', p_new.employee_id, p_new.employee_number, p_old.employee_id, p_old.employee_number
    );
    v_taken_by_id constant bigint := case
        when sched_http.given_or_none(
            p_new.taken_by_id, p_new.taken_by_number, p_old.taken_by_id, p_old.taken_by_number
        ) then sched_http.given_of_people(
            'employee', p_new.taken_by_id, p_new.taken_by_number, p_old.taken_by_id, p_old.taken_by_number, 'taken_by'
        )
    end;
    v_kind constant sched.roster_change_kind := sched_http.given_word(
        'change_kind', p_new.change_kind, null::sched.roster_change_kind
    );
    v_status constant sched.roster_change_status := coalesce(
        sched_http.given_word('change_status', p_new.change_status, null::sched.roster_change_status), 'approved'
    );
    v_id bigint := p_old.id;
    v_stored api_v2.roster_changes;
begin
    if v_id is null then
        insert into sched.emp_roster_changes (
            employee_id, change_kind, change_status, schedule_date, start_time, end_time, shift_code,
            shift_minutes, taken_by_id, returned_for_id
        )
        values (
            v_employee_id, v_kind, v_status, p_new.schedule_date, p_new.start_time, p_new.end_time,
            p_new.shift_code, p_new.shift_minutes, v_taken_by_id, p_new.returned_for_id
        )
        returning id into v_id;
    else
        update sched.emp_roster_changes as t
        set
            employee_id = v_employee_id,
            change_kind = v_kind,
            change_status = v_status,
            schedule_date = p_new.schedule_date,
            start_time = p_new.start_time,
            end_time = p_new.end_time,
            shift_code = p_new.shift_code,
            shift_minutes = p_new.shift_minutes,
            taken_by_id = v_taken_by_id,
            returned_for_id = p_new.returned_for_id
        where t.id = v_id;
        -- The two halves of an exchange belong together.
        if v_status = 'cancelled' then
            perform sched_engine.cancel_roster_change(v_id);
        end if;
    end if;
    select v.* into v_stored from api_v2.roster_changes as v where v.id = v_id;
    return v_stored;
end
$$;

comment on function sched_http.store_roster_change(api_v2.roster_changes, api_v2.roster_changes) is
    'Adds (p_old is null) or changes a change of a roster from rows of api_v2.roster_changes; returns it as stored.
SC021: unknown employee. The rest is refused by the triggers of sched.emp_roster_changes.';
