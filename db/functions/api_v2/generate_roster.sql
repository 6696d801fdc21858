create or replace function api_v2.generate_roster(
    start_date date, end_date date, employee_ids bigint[] default null, rewrite_past boolean default false
)
returns json
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
set statement_timeout = '120s'
as $$
declare
    v_run record;
begin
    perform sched_engine.check_visible_employees(generate_roster.employee_ids);
    select g.* into v_run
    from sched_engine.generate_roster(
        coalesce(generate_roster.employee_ids, array(select v.id from sched_engine.visible_employees as v)),
        start_date, end_date, coalesce(rewrite_past, false)
    ) as g;
    return to_json(v_run);
end
$$;

comment on function api_v2.generate_roster(date, date, bigint[], boolean) is
    'Generate the rosters of people for a range of business dates

Fills in the dates from start_date to end_date (both included) and brings those that exist up to date; shifts that have
begun stay, unless rewrite_past. employee_ids: null for everybody whom the key may see. Returns {employees, inserted,
updated, deleted, unchanged}: people, and rows. Edits keep generated rosters current by themselves. Errors: SC004
period, SC021 unknown employee.';

grant execute on function api_v2.generate_roster(date, date, bigint[], boolean) to sched_workforce_planner;
