create or replace function sched_engine.check_visible_employees(p_employee_ids bigint[])
returns void
language plpgsql
stable
set search_path = pg_catalog, pg_temp
set plan_cache_mode = 'force_generic_plan'
as $$
declare
    v_unknown constant bigint[] := array(
        select u.id
        from unnest(p_employee_ids) as u (id)
        where not exists (select from sched_engine.visible_employees as v where v.id = u.id)
        order by u.id nulls first
        limit 5
    );
begin
    if array_position(v_unknown, null) is not null then
        perform sched_engine.refuse('SC016', 'The id of an employee is not given.',
            'Leave it out, or give ids that the list of employees shows.');
    elsif v_unknown <> '{}' then
        perform sched_engine.refuse('SC021',
            format('There is no employee with the id %s.', array_to_string(v_unknown, ', ')),
            'List the employees and use the ids shown there.');
    end if;
end
$$;

comment on function sched_engine.check_visible_employees(bigint[]) is
    'Refuses ids of employees that do not exist or that the present request may not see (SC021; both read the same),
and null (SC016).';
