create or replace function api_v2.roster_as_known(
    known_at timestamptz, start_date date, end_date date, employee_ids bigint[] default null
)
returns table (
    employee_id bigint,
    employee_number text,
    schedule_date date,
    shift_code text,
    shift_start_time timestamptz,
    shift_end_time timestamptz,
    schedule_status sched.employee_schedule_status,
    team_id bigint,
    absence_id bigint,
    holiday_id bigint,
    roster_change_id bigint,
    owner_id bigint
)
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    perform sched_engine.check_given(known_at::text, 'time', 'Give the moment as of which to tell it.', 'SC004');
    perform sched_engine.check_visible_employees(employee_ids);
    return query
    select
        k.employee_id,
        e.employee_number::text,
        k.schedule_date,
        k.shift_code,
        k.shift_start_time,
        k.shift_end_time,
        k.schedule_status,
        k.team_id,
        k.absence_id,
        k.holiday_id,
        k.roster_change_id,
        k.owner_id
    from sched_engine.roster_as_known(
        coalesce(employee_ids, array(select v.id from sched_engine.visible_employees as v)), start_date, end_date, known_at
    ) as k
    inner join sched.emp_employees as e on e.id = k.employee_id
    order by k.employee_id, k.shift_start_time, k.schedule_status;
end
$$;

comment on function api_v2.roster_as_known(timestamptz, date, date, bigint[]) is
    'The roster as it stood at a past moment

The rows for the business dates start_date to end_date, both included, as known_at would have shown them. employee_ids:
null for everybody whom the key may see. Errors: SC004 period or time, SC021 unknown employee.';

grant execute on function api_v2.roster_as_known(timestamptz, date, date, bigint[]) to sched_workforce_viewer;
