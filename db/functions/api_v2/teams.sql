create or replace view api_v2.teams as
select
    t.id,
    t.team_code::text as team_code,
    t.team_name::text as team_name,
    t.resource_id,
    r.resource_code::text as resource_code,
    sched_engine.nearest_zone(r.path_ids) as time_zone,
    t.pattern_id,
    o.pattern_code::text as pattern_code,
    t.cycle_offset_days,
    t.works_holidays,
    t.handover_minutes,
    t.is_active,
    t.created_at,
    t.updated_at
from sched.emp_teams as t
inner join sched.resources as r on r.id = t.resource_id
left join sched.operating_patterns as o on o.id = t.pattern_id;

alter view api_v2.teams alter column cycle_offset_days set default 0;
alter view api_v2.teams alter column works_holidays set default true;
alter view api_v2.teams alter column handover_minutes set default 0;
alter view api_v2.teams alter column is_active set default true;

comment on view api_v2.teams is
    'Teams of people who work the shifts of one pattern

Embeds patterns, team_assignments, employees and team_resources. Upsert with on_conflict=team_code. One that has or had
members is deactivated (is_active = false), not deleted (SC011).';
comment on column api_v2.teams.id is 'Surrogate key; team_id elsewhere. Given by the system.';
comment on column api_v2.teams.team_code is 'Business code, unique.';
comment on column api_v2.teams.team_name is 'Name that people see.';
comment on column api_v2.teams.resource_id is
    'Its home: the part of the plant whose time zone and holidays are those of the team.';
comment on column api_v2.teams.resource_code is 'Code of the home; may be left out when resource_id is given.';
comment on column api_v2.teams.time_zone is 'The time zone of its shifts, that of its home. Read-only.';
comment on column api_v2.teams.pattern_id is 'The pattern whose shifts it works; null: none.';
comment on column api_v2.teams.pattern_code is 'Its code; may be left out when pattern_id is given.';
comment on column api_v2.teams.cycle_offset_days is 'Days by which it runs behind the cycle of its pattern.';
comment on column api_v2.teams.works_holidays is 'False: off on the holidays of the calendars of its home.';
comment on column api_v2.teams.handover_minutes is
    'Minutes that it stays after the end of each shift, to hand over; 0 to 120.';
comment on column api_v2.teams.is_active is 'False: it works no longer.';
comment on column api_v2.teams.created_at is 'When it was entered. Read-only.';
comment on column api_v2.teams.updated_at is 'When it was last changed. Read-only.';

alter view api_v2.teams owner to sched_views;
grant select on api_v2.teams to sched_workforce_viewer;
grant insert, update, delete on api_v2.teams to sched_workforce_planner;

create or replace trigger a_refuse_unfiltered before update or delete on api_v2.teams
for each statement when (current_setting('request.method', true) in ('PATCH', 'DELETE'))
execute function sched_http.refuse_unfiltered();

create or replace trigger write_people instead of insert or update or delete on api_v2.teams
for each row execute function sched_http.write_people(
    'emp_teams', 'sched_http.store_team', '{team_code}', '{time_zone}'
);
