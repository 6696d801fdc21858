create or replace function sched_engine.renew_qualification(
    p_employee_id bigint, p_resource_id bigint, p_to date, p_from date default null,
    p_level sched.qualification_level default null
)
returns date
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_last record;
    v_from date;
begin
    perform sched_engine.acquire_model_lock();
    select q.* into v_last
    from sched.emp_resource_qualifications as q
    where q.employee_id = p_employee_id and q.resource_id = p_resource_id and q.is_active
    order by q.certification_date desc
    limit 1
    for update;
    if not found then
        perform sched_engine.refuse('SC001', 'There is no qualification to renew.',
            'Add one: sched qualifications add NUMBER RESOURCE.');
    elsif v_last.expiry_date is null and p_from is null then
        perform sched_engine.refuse('SC022', format('The qualification from %s on does not expire.', v_last.certification_date),
            'Nothing need be done; to certify again from a date on, give --from.');
    end if;
    v_from := coalesce(p_from, v_last.expiry_date + 1);
    if v_from <= v_last.certification_date then
        perform sched_engine.refuse('SC022',
            format('The last qualification begins on %s, and a renewal after it.', v_last.certification_date),
            'Give a later date.');
    end if;
    update sched.emp_resource_qualifications as q
    set expiry_date = v_from - 1
    where q.id = v_last.id and coalesce(q.expiry_date, 'infinity') >= v_from;
    insert into sched.emp_resource_qualifications (
        employee_id, resource_id, qualification_level, certification_date, expiry_date
    ) values (p_employee_id, p_resource_id, coalesce(p_level, v_last.qualification_level), v_from, p_to);
    return v_from;
end
$$;

comment on function sched_engine.renew_qualification(bigint, bigint, date, date, sched.qualification_level) is
    'Adds a qualification that follows the last one of this person for this resource: from the day after it expires, or
from p_from, and the last one ends the day before then; to p_to (null: it does not expire), of the same level unless
one is given. Returns its first date. Errors: SC001 there is none, SC022 it does not expire or begins later.';
