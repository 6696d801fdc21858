create or replace function sched_engine.employee_instant(p_employee_id bigint, p_time text, p_on date default null)
returns timestamptz
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_time constant text := sched_engine.written_time(p_time);
begin
    return sched_engine.local_instant(
        v_time, sched_engine.employee_zone(p_employee_id, coalesce(p_on, left(v_time, 10)::date))
    );
end
$$;

comment on function sched_engine.employee_instant(bigint, text, date) is
    'The instant of a time as people write it, by the clock that this person has on that date (p_on: on another one),
or with an offset. SC004: it is no time.';
