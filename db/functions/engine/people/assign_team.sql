create or replace function sched_engine.assign_team(
    p_team_id bigint, p_employee_ids bigint[], p_from date, p_to date default null, p_is_primary boolean default true
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    perform sched_engine.acquire_model_lock();
    perform sched_engine.check_period(p_from, coalesce(p_to, p_from));
    if p_is_primary then
        perform sched_engine.move_people(
            p_employee_ids, array_fill(p_team_id, array[cardinality(p_employee_ids)]),
            array_fill(p_from, array[cardinality(p_employee_ids)]), array_fill(p_to, array[cardinality(p_employee_ids)])
        );
    else
        insert into sched.emp_team_assignments (employee_id, team_id, start_date, end_date, is_primary)
        select
            e.id,
            p_team_id,
            p_from,
            p_to,
            false
        from unnest(p_employee_ids) as e (id);
    end if;
end
$$;

comment on function sched_engine.assign_team(bigint, bigint[], date, date, boolean) is
    'Puts people into a team from p_from to p_to (both included; null: until further notice). As their primary team it
ends the former one the day before; else they may stand in for it. Errors: SC004 dates, SC022 a later membership is in
the way.';
