create or replace function sched_engine.unfit_people(p_requirement_id bigint, p_employee_ids bigint[], p_dates date[])
returns table (employee_id bigint, why text)
language plpgsql
stable
rows 100
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_wanted record;
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

    return query
    with places as materialized (
        select
            r.id,
            r.resource_code
        from sched.resources as r
        where r.id = any(v_wanted.path_ids)
            or v_wanted.is_by_machine and r.path_ids @> array[v_wanted.resource_id]
    ),

    -- Of each the qualification that comes closest.
    held as materialized (
        select distinct on (u.employee_id)
            u.employee_id,
            u.on_date,
            k.qualification_level,
            k.certification_date,
            k.expiry_date,
            p.resource_code
        from unnest(p_employee_ids, p_dates) as u (employee_id, on_date)
        inner join sched.emp_resource_qualifications as k on k.employee_id = u.employee_id and k.is_active
        inner join places as p on p.id = k.resource_id
        order by
            u.employee_id,
            k.qualification_level >= v_wanted.min_level
            and daterange(k.certification_date, k.expiry_date, '[]') @> u.on_date desc,
            k.qualification_level >= v_wanted.min_level desc, k.expiry_date desc nulls first, k.id
    )

    select
        t.employee_id,
        t.why
    from (
        select
            e.id as employee_id,
            case
                when v_wanted.position_id <> e.position_id then format('is not of position %s', v_wanted.position_code)
                when v_wanted.min_level is null then null
                when h.employee_id is null then format('has no qualification for %s', v_wanted.resource_code)
                when h.qualification_level < v_wanted.min_level then format('is qualified for %s as %s, not as %s',
                    h.resource_code, h.qualification_level, v_wanted.min_level)
                when h.certification_date > h.on_date
                    then format('is not qualified for %s before %s', h.resource_code, h.certification_date)
                when h.expiry_date < h.on_date
                    then format('has a qualification for %s that expired on %s', h.resource_code, h.expiry_date)
            end as why
        from sched.emp_employees as e
        left join held as h on h.employee_id = e.id
        where e.id = any(p_employee_ids)
    ) as t
    where t.why is not null;
end
$$;

comment on function sched_engine.unfit_people(bigint, bigint[], date[]) is
    'Who of these people cannot fill a place of a requirement on the business date beside their id, and why, as what follows
their number in a sentence. Of all others nothing is in the way but where and when they work.';
