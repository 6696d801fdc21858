create or replace view api_v2.team_resources as
select
    w.id,
    w.team_id,
    t.team_code::text as team_code,
    w.resource_id,
    r.resource_code::text as resource_code,
    w.start_date::date as start_date,
    w.end_date::date as end_date
from sched.emp_team_resources as w
inner join sched.emp_teams as t on t.id = w.team_id
left join sched.resources as r on r.id = w.resource_id;

comment on view api_v2.team_resources is
    'What teams work on, and everything below it, from when to when

Team and resource are given by id or by code. Embeds teams. Upsert with on_conflict=team_code,resource_code,start_date.';
comment on column api_v2.team_resources.id is 'Surrogate key; team_resource_id elsewhere. Given by the system.';
comment on column api_v2.team_resources.team_id is 'The team; may be left out when team_code is given.';
comment on column api_v2.team_resources.team_code is 'Its code; may be left out when team_id is given.';
comment on column api_v2.team_resources.resource_id is 'The resource; may be left out when resource_code is given.';
comment on column api_v2.team_resources.resource_code is 'Its code; may be left out when resource_id is given.';
comment on column api_v2.team_resources.start_date is 'First business date, included.';
comment on column api_v2.team_resources.end_date is 'Last business date, included; null: until further notice.';

alter view api_v2.team_resources owner to sched_views;
grant select on api_v2.team_resources to sched_workforce_viewer;
grant insert, update, delete on api_v2.team_resources to sched_workforce_planner;

create or replace trigger a_refuse_unfiltered before update or delete on api_v2.team_resources
for each statement when (current_setting('request.method', true) in ('PATCH', 'DELETE'))
execute function sched_http.refuse_unfiltered();

create or replace trigger write_people instead of insert or update or delete on api_v2.team_resources
for each row execute function sched_http.write_people(
    'emp_team_resources', 'sched_http.store_team_resource',
    '{"team_code,resource_code,start_date","team_id,resource_id,start_date"}', '{}'
);
