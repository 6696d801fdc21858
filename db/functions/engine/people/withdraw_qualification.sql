create or replace function sched_engine.withdraw_qualification(
    p_employee_id bigint, p_resource_id bigint, p_last date default null
)
returns bigint
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_today constant date := (
        sched_engine.current_instant() at time zone sched_engine.employee_zone(
            p_employee_id, (sched_engine.current_instant() at time zone 'UTC')::date
        )
    )::date;
    v_from constant date := coalesce(p_last, v_today);
    v_count bigint;
begin
    perform sched_engine.acquire_model_lock();
    with withdrawn as (
        update sched.emp_resource_qualifications as q
        set
            is_active = p_last is not null and q.certification_date <= p_last,
            expiry_date = case when q.certification_date <= p_last then p_last else q.expiry_date end
        where q.employee_id = p_employee_id and q.resource_id = p_resource_id and q.is_active
            and coalesce(q.expiry_date, 'infinity') >= v_from
        returning q.id
    )

    select count(*) into v_count from withdrawn as w;
    return v_count;
end
$$;

comment on function sched_engine.withdraw_qualification(bigint, bigint, date) is
    'Takes from somebody what qualifies them for a resource and is not over: with a last date it ends then; without one
it is as if it had never been. Returns how many qualifications that were.';
