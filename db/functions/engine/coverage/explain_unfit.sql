create or replace function sched_engine.explain_unfit(p_employee_id bigint, p_requirement_id bigint, p_date date)
returns text
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_wanted record;
    v_held record;
begin
    select
        q.min_level,
        q.position_id,
        p.position_code,
        r.id as resource_id,
        r.resource_code,
        r.path_ids,
        q.per = 'machine' and q.machines_per_person = 1 as is_by_machine
    into v_wanted
    from sched.emp_requirements as q
    inner join sched.resources as r on r.id = q.resource_id
    left join sched.emp_positions as p on p.id = q.position_id
    where q.id = p_requirement_id;
    if v_wanted.position_id is distinct from (select e.position_id from sched.emp_employees as e where e.id = p_employee_id)
        and v_wanted.position_id is not null then
        return format('is not of position %s', v_wanted.position_code);
    elsif v_wanted.min_level is null then
        return null;
    end if;

    select
        k.*,
        r.resource_code
    into v_held
    from sched.emp_resource_qualifications as k
    inner join sched.resources as r on r.id = k.resource_id
    where k.employee_id = p_employee_id and k.is_active
        and (k.resource_id = any(v_wanted.path_ids) or v_wanted.is_by_machine and r.path_ids @> array[v_wanted.resource_id])
    -- The one that comes closest.
    order by
        k.qualification_level >= v_wanted.min_level
        and daterange(k.certification_date, k.expiry_date, '[]') @> p_date desc,
        k.qualification_level >= v_wanted.min_level desc, k.expiry_date desc nulls first, k.id
    limit 1;
    return case
        when not found then format('has no qualification for %s', v_wanted.resource_code)
        when v_held.qualification_level < v_wanted.min_level then format('is qualified for %s as %s, not as %s',
            v_held.resource_code, v_held.qualification_level, v_wanted.min_level)
        when v_held.certification_date > p_date
            then format('is not qualified for %s before %s', v_held.resource_code, v_held.certification_date)
        when v_held.expiry_date < p_date
            then format('has a qualification for %s that expired on %s', v_held.resource_code, v_held.expiry_date)
    end;
end
$$;

comment on function sched_engine.explain_unfit(bigint, bigint, date) is
    'Why somebody cannot fill a place of a requirement on a business date, as what follows their number in a sentence; null:
nothing is in the way but where and when they work.';
