create or replace function sched_engine.add_absence(
    p_employee_id bigint, p_start text, p_end text default null,
    p_kind sched.absence_kind default 'other', p_status sched.absence_status default 'approved'
)
returns bigint
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_date constant text := '^\d{4}-\d\d-\d\d$';
    v_start constant text := btrim(p_start);
    v_end constant text := btrim(coalesce(p_end, case when btrim(p_start) ~ v_date then p_start end));
    v_bad constant text := (
        select t.given
        from (values (1, coalesce(v_start, '')), (2, coalesce(v_end, ''))) as t (nr, given)
        where not sched_engine.is_time(t.given)
            and not (t.given ~ v_date and pg_input_is_valid(t.given, 'sched.plan_date'))
        order by t.nr
        limit 1
    );
    v_zone text;
    v_id bigint;
begin
    if v_bad is not null or v_start ~ v_date <> (v_end ~ v_date) then
        perform sched_engine.refuse('SC004',
            case
                when v_bad = '' then 'The absence has no end.'
                when v_bad is not null then format('"%s" is neither a date nor a time.', v_bad)
                else 'An absence is of whole dates, or from one time to another.'
            end,
            'Write dates as 2026-12-24 2026-12-31, or times as "2026-12-24 10:00" "2026-12-24 12:30".');
    end if;
    perform sched_engine.acquire_model_lock();
    v_zone := sched_engine.employee_zone(p_employee_id, left(v_start, 10)::date);
    insert into sched.emp_absences (
        employee_id, absence_kind, absence_status, start_date, end_date, start_time, end_time
    ) values (
        p_employee_id, p_kind, p_status,
        case when v_start ~ v_date then v_start::date end,
        case when v_start ~ v_date then v_end::date end,
        case when v_start !~ v_date then sched_engine.local_instant(v_start, v_zone) end,
        case when v_start !~ v_date then sched_engine.local_instant(v_end, v_zone) end
    )
    returning id into v_id;
    return v_id;
end
$$;

comment on function sched_engine.add_absence(bigint, text, text, sched.absence_kind, sched.absence_status) is
    'Adds an absence, of whole dates (2026-12-24; without an end, of one) or from one time to another, by the clock of
the person or with an offset (2026-12-24 10:00). Returns its id. Errors: SC004 neither, SC022 they are absent then
already.';
