create or replace function sched_engine.guard_team_resource()
returns trigger
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_team constant text := 'Team ' || coalesce(
        (select t.team_code from sched.emp_teams as t where t.id = new.team_id), new.team_id::text, '(not given)'
    );
    v_clash record;
begin
    perform sched_engine.refuse_missing(v_team || ' at a resource', to_jsonb(new),
        array['team_id', 'resource_id', 'start_date']);
    if new.end_date < new.start_date then
        perform sched_engine.refuse('SC023',
            format('%s would end its work on %s, before it begins on %s.', v_team, new.end_date, new.start_date),
            'Correct start_date or end_date; both are included, and end_date may be left out.');
    end if;
    select w.start_date, w.end_date into v_clash
    from sched.emp_team_resources as w
    where w.team_id = new.team_id and w.resource_id = new.resource_id
        and daterange(w.start_date, w.end_date, '[]') && daterange(new.start_date, new.end_date, '[]')
        and w.id is distinct from old.id
    order by w.start_date
    limit 1;
    if found then
        perform sched_engine.refuse('SC022',
            format('%s works on %s %s already.', v_team, sched_engine.resource_code(new.resource_id),
                sched_engine.dates_said(v_clash.start_date, v_clash.end_date)),
            'Change that entry, or choose dates outside it.');
    end if;
    return new;
end
$$;

comment on function sched_engine.guard_team_resource() is
    'Trigger: refuses (SC022) the same resource of a team twice on a date, and (SC023) an end before the start.';

create or replace trigger guard_team_resource
before insert or update on sched.emp_team_resources
for each row execute function sched_engine.guard_team_resource();
