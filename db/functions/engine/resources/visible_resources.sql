create or replace view sched_engine.visible_resources as
select
    r.id,
    r.resource_code
from sched.resources as r;

comment on view sched_engine.visible_resources is
    'The resources that the present request may see: all, or the subtree that its API key or token is limited to. Setting
sched.scope holds the root of that subtree as an array of one id; empty for the whole plant.';

alter view sched_engine.visible_resources owner to sched_views;
