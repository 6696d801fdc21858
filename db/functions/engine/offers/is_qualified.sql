create or replace function sched_engine.is_qualified(
    p_employee_id bigint, p_resource_id bigint, p_min_level sched.qualification_level, p_on date
)
returns boolean
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
    select p_min_level is null or exists (
        select from sched.emp_resource_qualifications as q
        inner join sched.resources as r on r.path_ids @> array[q.resource_id]
        where r.id = p_resource_id and q.employee_id = p_employee_id and q.is_active
            and q.qualification_level >= p_min_level and q.certification_date <= p_on
            and coalesce(q.expiry_date, 'infinity') >= p_on
    )
$$;

comment on function sched_engine.is_qualified(bigint, bigint, sched.qualification_level, date) is
    'Whether somebody has a qualification of at least a level for a resource, or for one above it, on a date; null: none is needed.';
