create or replace function sched_engine.mark_team_resources_coverage()
returns trigger
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    if not exists (select from sched.emp_requirements) then
        return null;
    end if;
    -- Its home too, where the team works while it has no resources.
    perform sched_engine.mark_coverage(
        array_agg(distinct s.id),
        sched_engine.dates_period(daterange(min(c.start_date), nullif(max(coalesce(c.end_date, 'infinity')), 'infinity') + 1))
    )
    from changed_rows as c
    left join sched.emp_teams as t on t.id = c.team_id
    cross join lateral unnest(
        array[c.resource_id, t.resource_id]
        || array(select w.resource_id from sched.emp_team_resources as w where w.team_id = c.team_id)
    ) as s (id)
    where s.id is not null
    having count(*) > 0;
    return null;
end
$$;

comment on function sched_engine.mark_team_resources_coverage() is
    'Trigger: marks the gaps around the resources of teams that work elsewhere than before.';

-- An update marks what the rows said before and what they say now.
create or replace trigger mark_coverage_insert after insert on sched.emp_team_resources
referencing new table as changed_rows for each statement execute function sched_engine.mark_team_resources_coverage();
create or replace trigger mark_coverage_update_old after update on sched.emp_team_resources
referencing old table as changed_rows for each statement execute function sched_engine.mark_team_resources_coverage();
create or replace trigger mark_coverage_update_new after update on sched.emp_team_resources
referencing new table as changed_rows for each statement execute function sched_engine.mark_team_resources_coverage();
create or replace trigger mark_coverage_delete after delete on sched.emp_team_resources
referencing old table as changed_rows for each statement execute function sched_engine.mark_team_resources_coverage();
