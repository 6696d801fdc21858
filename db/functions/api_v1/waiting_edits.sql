create or replace view api_v1.waiting_edits as
select
    m.id,
    m.resource_id,
    sched_engine.resource_code(m.resource_id) as resource_code,
    lower(m.dates) as first_date,
    upper(m.dates) - 1 as last_date,
    m.cause ->> 'table' as edited,
    m.cause,
    (
        select count(*)
        from sched.resources as b
        inner join sched.generated_dates as g on g.resource_id = b.id and g.dates && m.dates
        where b.path_ids @> array[m.resource_id] and b.id > m.done_through
    ) as machines,
    m.changed_by,
    m.marked_at
from sched.stale_dates as m;

comment on view api_v1.waiting_edits is
    'Edits that have not been applied to the stored plan yet

Small edits are applied at commit; they appear here only when somebody was generating their machines at that
moment. Empty: the stored plan is current.';
comment on column api_v1.waiting_edits.id is 'Number of the edit.';
comment on column api_v1.waiting_edits.resource_id is 'The resource edited; everything below it is concerned.';
comment on column api_v1.waiting_edits.resource_code is 'Its code.';
comment on column api_v1.waiting_edits.first_date is 'First business date concerned; null: from the beginning.';
comment on column api_v1.waiting_edits.last_date is 'Last business date concerned; null: without end.';
comment on column api_v1.waiting_edits.edited is 'The table that was edited.';
comment on column api_v1.waiting_edits.cause is 'Which table, rows and action.';
comment on column api_v1.waiting_edits.machines is 'Machines whose plan is not current yet (number).';
comment on column api_v1.waiting_edits.changed_by is 'Who made the edit.';
comment on column api_v1.waiting_edits.marked_at is 'When.';

alter view api_v1.waiting_edits owner to sched_views;
grant select on api_v1.waiting_edits to sched_viewer, sched_planner, sched_admin;
