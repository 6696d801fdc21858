create or replace function sched_engine.write_rosters(p_employee_ids bigint[], p_from date, p_to date)
returns bigint
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
set work_mem = '64MB'
set plan_cache_mode = 'force_custom_plan'
-- Person by person, as the index wants them: merged, they would come shift by shift.
set enable_mergejoin = 'off'
as $$
declare
    v_special_ids bigint[];
    v_special_dates datemultirange[];
    v_special bigint := 0;
    v_usual bigint;
begin
    select
        array_agg(s.employee_id),
        array_agg(s.dates)
    into v_special_ids, v_special_dates
    from sched_engine.special_roster_dates(p_employee_ids, p_from, p_to, null) as s;
    if v_special_ids is not null then
        insert into sched.emp_schedules
        select * from sched_engine.special_roster(v_special_ids, v_special_dates, null, '{}');
        get diagnostics v_special = row_count;
    end if;
    insert into sched.emp_schedules
    select * from sched_engine.usual_roster(p_employee_ids, p_from, p_to, v_special_ids, v_special_dates);
    get diagnostics v_usual = row_count;
    return v_special + v_usual;
end
$$;

comment on function sched_engine.write_rosters(bigint[], date, date) is
    'Writes the rosters of people who have none on the business dates p_from to p_to, nor around them; returns how many
rows. The caller tells the feed.';
