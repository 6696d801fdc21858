create or replace view sched_engine.visible_teams as
select
    t.id,
    t.team_code
from sched.emp_teams as t;

comment on view sched_engine.visible_teams is
    'The teams that the present request may see: all, or those of the subtree that its API key or token is limited to
(setting sched.scope).';

alter view sched_engine.visible_teams owner to sched_views;
