create or replace function sched_engine.guard_membership()
returns trigger
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_who constant text := 'Employee ' || coalesce(
        (select e.employee_number from sched.emp_employees as e where e.id = new.employee_id),
        new.employee_id::text, '(not given)'
    );
    v_clash record;
begin
    perform sched_engine.refuse_missing('The membership', to_jsonb(new),
        array['employee_id', 'team_id', 'start_date', 'is_primary']);
    if new.end_date < new.start_date then
        perform sched_engine.refuse('SC023',
            format('%s would leave the team on %s, before they join it on %s.', v_who, new.end_date, new.start_date),
            'Correct start_date or end_date; both are included, and end_date may be left out.');
    end if;
    select
        a.start_date,
        a.end_date,
        a.team_id = new.team_id as is_same_team,
        coalesce('team ' || v.team_code, 'another team') as team
    into v_clash
    from sched.emp_team_assignments as a
    -- What the present request may not see has no name.
    left join sched_engine.visible_teams as v on v.id = a.team_id
    where a.employee_id = new.employee_id
        and (a.team_id = new.team_id or (a.is_primary and new.is_primary))
        and daterange(a.start_date, a.end_date, '[]') && daterange(new.start_date, new.end_date, '[]')
        and case
            when tg_op = 'UPDATE' then a.id <> old.id
            -- The same membership again: what becomes of it is up to the statement.
            else (a.team_id, a.start_date) <> (new.team_id, new.start_date)
        end
    order by a.team_id = new.team_id desc, a.start_date
    limit 1;
    if v_clash.is_same_team then
        perform sched_engine.refuse('SC022',
            format('%s is in %s %s already.', v_who, v_clash.team,
                sched_engine.dates_said(v_clash.start_date, v_clash.end_date)),
            'Change that membership, or choose dates outside it.', 'Nobody belongs to a team twice on one date.');
    elsif v_clash.team is not null then
        perform sched_engine.refuse('SC022',
            format('%s has %s as their primary team %s already.', v_who, v_clash.team,
                sched_engine.dates_said(v_clash.start_date, v_clash.end_date)),
            'End that membership first (end_date), choose dates outside it, or give is_primary = false.',
            'Everybody has one primary team on a date.');
    end if;
    return new;
end
$$;

comment on function sched_engine.guard_membership() is
    'Trigger: refuses (SC022) a second primary team on a date, and the same team twice, with the team and its dates;
(SC023) one that ends before it begins.';

create or replace trigger guard_membership
before insert or update on sched.emp_team_assignments
for each row execute function sched_engine.guard_membership();
