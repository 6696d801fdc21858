create or replace function sched_engine.roster_rows(
    p_employee_ids bigint[], p_from date, p_to date, p_now timestamptz default null, p_anew datemultirange default '{}'
)
returns setof sched.emp_schedules
language plpgsql
stable
parallel safe
rows 10000
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_special_ids bigint[];
    v_special_dates datemultirange[];
begin
    select
        array_agg(s.employee_id),
        array_agg(s.dates)
    into v_special_ids, v_special_dates
    from sched_engine.special_roster_dates(p_employee_ids, p_from, p_to, p_now) as s;

    if v_special_ids is not null then
        return query
        select * from sched_engine.special_roster(v_special_ids, v_special_dates, p_now, p_anew);
    end if;

    return query
    select * from sched_engine.usual_roster(p_employee_ids, p_from, p_to, v_special_ids, v_special_dates);
end
$$;

comment on function sched_engine.roster_rows(bigint[], date, date, timestamptz, datemultirange) is
    'The rows of the roster of these people on the business dates p_from to p_to, both included: those of their team,
but for the dates on which something is special. With p_now, what has begun before it is as stored; dates of p_anew are
planned as if nothing were stored. Writes nothing.';
