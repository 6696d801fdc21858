create or replace function sched_engine.webhook_event_types()
returns text[]
language sql
immutable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
    select array[
        'schedule.generated', 'schedule.changed', 'exception.created', 'exception.updated', 'exception.cancelled',
        'pattern.assigned', 'pattern.unassigned', 'calendar.changed', 'calendar.expiring', 'resource.changed',
        'job.finished', 'roster.changed', 'coverage.gap_opened', 'coverage.gap_closed',
        'shift.offered', 'shift.taken', 'shift.withdrawn'
    ]
$$;

comment on function sched_engine.webhook_event_types() is
    'The types of events that a webhook can want. A ping is sent whatever it wants.';
