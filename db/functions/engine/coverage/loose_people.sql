create or replace function sched_engine.loose_people(p_from date, p_to date)
returns table (employee_id bigint, resource_id bigint)
language plpgsql
stable
parallel safe
rows 10
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    return query
    select distinct
        e.id,
        e.resource_id
    from sched.emp_roster_changes as c
    inner join sched.emp_employees as e on e.id = c.employee_id
    where c.change_kind = 'extra' and c.change_status = 'approved'
        and c.schedule_date between p_from and p_to
        and e.resource_id is not null
        and not exists (
            select from sched.emp_team_assignments as m
            where m.employee_id = e.id and m.is_primary
                and daterange(m.start_date, m.end_date, '[]') @> c.schedule_date::date
        );
end
$$;

comment on function sched_engine.loose_people(date, date) is
    'Who has extra shifts on the business dates p_from to p_to without a team, and to which resource they belong.';
