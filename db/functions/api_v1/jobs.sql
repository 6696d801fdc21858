create or replace view api_v1.jobs as
select
    j.id,
    j.kind,
    j.state,
    j.percent,
    j.batches,
    j.batches_done,
    j.machines,
    j.machines_done,
    j.rows_written,
    j.estimated_end,
    j.result,
    -- What else can go wrong tells about the inside of the database.
    case when j.error !~ '\[SC\w{3}\]$' then 'Internal error: see sched jobs show.' else j.error end as error,
    j.arguments,
    j.created_by,
    j.created_at,
    j.started_at,
    j.finished_at
from sched_engine.job_overview as j;

comment on view api_v1.jobs is
    'Long-running work and its progress

Generations that are too large to wait for. A job runs in batches, each of which counts once it is done: stopping, a
crash or cancel_job leave whole machines generated. Jobs are removed 90 days after they end.';
comment on column api_v1.jobs.id is 'Number of the job.';
comment on column api_v1.jobs.kind is 'What it does: generate.';
comment on column api_v1.jobs.state is 'queued, running, completed, failed or cancelled.';
comment on column api_v1.jobs.percent is 'Share of the machines that are done, rounded down.';
comment on column api_v1.jobs.batches is 'Number of batches.';
comment on column api_v1.jobs.batches_done is 'Batches that are done.';
comment on column api_v1.jobs.machines is 'Machines to be done.';
comment on column api_v1.jobs.machines_done is 'Machines that are done.';
comment on column api_v1.jobs.rows_written is 'Rows added, changed or removed so far.';
comment on column api_v1.jobs.estimated_end is
    'When it will be done at the present speed; null before the first batch is done, and when the job has ended.';
comment on column api_v1.jobs.result is
    'Once it has ended: what generate_schedules would have answered, for the machines that were done.';
comment on column api_v1.jobs.error is 'Why it failed; or, while it runs, why a part of it will be tried again.';
comment on column api_v1.jobs.arguments is 'The arguments of the request.';
comment on column api_v1.jobs.created_by is 'Who asked for it.';
comment on column api_v1.jobs.created_at is 'When it was asked for.';
comment on column api_v1.jobs.started_at is 'When it was started.';
comment on column api_v1.jobs.finished_at is 'When it ended.';

alter view api_v1.jobs owner to sched_views;
grant select on api_v1.jobs to sched_viewer, sched_planner, sched_admin;
