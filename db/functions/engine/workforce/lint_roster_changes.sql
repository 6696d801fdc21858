create or replace function sched_engine.lint_roster_changes(p_from date, p_to date)
returns setof sched_engine.lint_finding
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_ids constant bigint[] := array(
        select distinct p.id
        from sched.emp_roster_changes as c
        cross join lateral (values (c.employee_id), (c.taken_by_id)) as p (id)
        inner join sched_engine.visible_employees as v on v.id = p.id
        where c.change_status = 'approved' and c.schedule_date between p_from and p_to
    );
begin
    return query
    with changed as materialized (
        select
            r.employee_id,
            r.roster_change_id,
            bool_or(r.schedule_status = 'scheduled') as is_worked
        from sched_engine.planned_roster(v_ids, p_from, p_to) as r
        where r.roster_change_id is not null
        group by r.employee_id, r.roster_change_id
    )

    select
        'warning',
        'LINT-020',
        'roster change',
        c.id::text,
        c.schedule_date::date,
        c.schedule_date::date,
        case c.change_kind
            when 'extra' then format('%s works already in all of the extra shift.', e.employee_number)
            else format('%s has no shift on %s to be %s.', e.employee_number, c.schedule_date,
                case c.change_kind when 'off' then 'off from' when 'moved' then 'moved' else 'swapped' end)
        end,
        format('Correct it, or cancel it: sched roster cancel %s', c.id)
    from sched.emp_roster_changes as c
    inner join sched.emp_employees as e on e.id = c.employee_id
    where c.change_status = 'approved' and c.schedule_date between p_from and p_to
        and c.employee_id = any(v_ids)
        and not exists (
            select from changed as r where r.employee_id = c.employee_id and r.roster_change_id = c.id
        )
    union all
    select
        'warning',
        'LINT-021',
        'roster change',
        c.id::text,
        c.schedule_date::date,
        c.schedule_date::date,
        format('Nobody works the shift of %s: %s is absent, works already, or is no longer there.',
            e.employee_number, t.employee_number),
        format('Find somebody else, or cancel it: sched roster cancel %s', c.id)
    from sched.emp_roster_changes as c
    inner join sched.emp_employees as e on e.id = c.employee_id
    inner join sched.emp_employees as t on t.id = c.taken_by_id
    inner join changed as o on o.employee_id = c.employee_id and o.roster_change_id = c.id
    where c.change_status = 'approved' and c.change_kind = 'swap' and c.schedule_date between p_from and p_to
        and c.taken_by_id = any(v_ids)
        and not exists (
            select from changed as r
            where r.employee_id = c.taken_by_id and r.roster_change_id = c.id and r.is_worked
        );
end
$$;

comment on function sched_engine.lint_roster_changes(date, date) is
    'Changes of the roster between p_from and p_to that change nothing (LINT-020), and shifts that were handed on and
are worked by nobody (LINT-021), by the pure roster.';
