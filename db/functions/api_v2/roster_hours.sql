create or replace function api_v2.roster_hours(start_date date, end_date date, employee_ids bigint[] default null)
returns table (
    employee_id bigint,
    employee_number text,
    schedule_date date,
    scheduled_hours numeric,
    absent_hours numeric,
    holiday_hours numeric,
    off_hours numeric
)
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    perform sched_engine.check_period(start_date, end_date);
    perform sched_engine.check_visible_employees(employee_ids);
    return query
    select
        h.employee_id,
        e.employee_number::text,
        h.schedule_date,
        h.scheduled_hours,
        h.absent_hours,
        h.holiday_hours,
        h.off_hours
    from sched_engine.roster_hours(
        coalesce(employee_ids, array(select v.id from sched_engine.visible_employees as v)), start_date, end_date
    ) as h
    inner join sched.emp_employees as e on e.id = h.employee_id
    order by h.employee_id, h.schedule_date;
end
$$;

comment on function api_v2.roster_hours(date, date, bigint[]) is
    'Hours of the roster by person and business date

Elapsed hours of the shifts that begin on each date, start_date to end_date, both included: scheduled (worked), and not
worked for an absence, a holiday, or a change. employee_ids: null for everybody whom the key may see. Errors: SC004
period, SC021 unknown employee.';

grant execute on function api_v2.roster_hours(date, date, bigint[]) to sched_workforce_viewer;
