-- PL/pgSQL, because it keeps its plan from call to call.
create or replace function sched_engine.absence_times(
    p_employee_id bigint, p_start timestamptz, p_end timestamptz, out start_local text, out end_local text
)
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_zone text;
begin
    if p_start is null then
        return;
    end if;
    v_zone := sched_engine.employee_zone(p_employee_id, (p_start at time zone 'UTC')::date);
    -- Times are read by the clock that the person has on the first date.
    v_zone := sched_engine.employee_zone(p_employee_id, (p_start at time zone v_zone)::date);
    start_local := regexp_replace(to_char(p_start at time zone v_zone, 'YYYY-MM-DD HH24:MI:SS'), '(:\d\d):00$', '\1');
    end_local := regexp_replace(to_char(p_end at time zone v_zone, 'YYYY-MM-DD HH24:MI:SS'), '(:\d\d):00$', '\1');
    if sched_engine.local_instant(start_local, v_zone) <> p_start or sched_engine.local_instant(end_local, v_zone) <> p_end
        or sched_engine.employee_zone(p_employee_id, left(start_local, 10)::date) <> v_zone then
        start_local := to_char(p_start at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS+00');
        end_local := to_char(p_end at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS+00');
    end if;
end
$$;

comment on function sched_engine.absence_times(bigint, timestamptz, timestamptz) is
    'The ends of an absence by the clock of the person, as sched_engine.local_instant reads them; in UTC, with the
offset, where the clock shows a time twice. Null for whole days.';
