create or replace function sched_engine.employee_instant(p_employee_id bigint, p_time text, p_on date default null)
returns timestamptz
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_time constant text := btrim(p_time);
begin
    if not coalesce(
        v_time ~ '^\d{4}-\d\d-\d\d[ T]\d\d:\d\d(:\d\d)?\s*(Z|[+-]\d\d(:?\d\d)?)?$'
        and pg_input_is_valid(v_time, 'sched.plan_instant'), false
    ) then
        perform sched_engine.refuse('SC004', format('"%s" is not a time.', coalesce(v_time, '')),
            'Write it by the clock of the person, as 2026-12-24 10:00, or with an offset, as 2026-12-24 10:00+02:00.');
    end if;
    return sched_engine.local_instant(
        v_time, sched_engine.employee_zone(p_employee_id, coalesce(p_on, left(v_time, 10)::date))
    );
end
$$;

comment on function sched_engine.employee_instant(bigint, text, date) is
    'The instant of a time as people write it, by the clock that this person has on that date (p_on: on another one),
or with an offset. SC004: it is no time.';
