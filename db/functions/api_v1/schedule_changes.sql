create or replace view api_v1.schedule_changes as
select
    format('%s-%s-%s', c.epoch, c.transaction_id, c.id) as position,
    c.resource_id,
    r.resource_code::text as resource_code,
    c.change_kind,
    lower(c.schedule_dates) as first_date,
    upper(c.schedule_dates) - 1 as last_date,
    c.old_value,
    c.new_value,
    c.cause,
    c.changed_by,
    c.changed_at,
    c.epoch,
    c.transaction_id,
    c.id
from sched.schedule_changes as c
left join sched.resources as r on r.id = c.resource_id
where (c.epoch, c.transaction_id) < (select f.epoch, f.transaction_id from sched_engine.feed_limit() as f);

comment on view api_v1.schedule_changes is
    'The change feed: what changed in the stored plan, when, why and by whom

Only entries that no later commit can precede. Newest first: order=epoch.desc,transaction_id.desc,id.desc. To follow the
feed without missing anything use changes, and give it the last position it returned. Embeds resources.';
comment on column api_v1.schedule_changes.position is 'Place of the entry in the feed, as changes takes it.';
comment on column api_v1.schedule_changes.resource_id is 'Surrogate key of the machine.';
comment on column api_v1.schedule_changes.resource_code is 'Business code of the machine.';
comment on column api_v1.schedule_changes.change_kind is
    'generated: a range of dates planned for the first time. changed: one business date whose rows changed.';
comment on column api_v1.schedule_changes.first_date is 'First business date concerned.';
comment on column api_v1.schedule_changes.last_date is 'Last business date concerned, included.';
comment on column api_v1.schedule_changes.old_value is
    'Rows of that date before, as a JSON array; null for kind generated.';
comment on column api_v1.schedule_changes.new_value is
    'Rows of that date after, as a JSON array; null for kind generated.';
comment on column api_v1.schedule_changes.cause is 'What led to the change: the edit, or the run and its options.';
comment on column api_v1.schedule_changes.changed_by is 'Who made it.';
comment on column api_v1.schedule_changes.changed_at is 'When it was made.';
comment on column api_v1.schedule_changes.epoch is 'First part of the position.';
comment on column api_v1.schedule_changes.transaction_id is 'Second part of the position.';
comment on column api_v1.schedule_changes.id is 'Third part of the position.';

alter view api_v1.schedule_changes owner to sched_views;
grant select on api_v1.schedule_changes to sched_oee_reader, sched_viewer, sched_planner, sched_admin;
