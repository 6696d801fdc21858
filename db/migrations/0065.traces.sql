-- The trace (W3C Trace Context) of events, and of work that outlives its request; how many generations there were.
-- Nullable columns without a default: rows are not touched. In the order in which jobs and edits come to these tables.
set local role sched_owner;

create table sched.generation_runs (
    id bigint generated always as identity primary key,
    kind text not null,
    outcome text not null,
    up_to double precision not null,
    runs bigint not null default 1,
    seconds double precision not null,
    constraint generation_runs_kind_is_known check (kind in ('direct', 'job')),
    constraint generation_runs_outcome_is_known check (outcome in ('completed', 'failed'))
);
comment on table sched.generation_runs is
    'How many generations there were, and how long they took. Each adds a row, so that none waits for another; the relay adds
them up (sched_engine.tidy_generation_runs).';
comment on column sched.generation_runs.kind is 'direct: by a command, a request or the rolling horizon; job: a batch of a job.';
comment on column sched.generation_runs.outcome is
    'completed or failed. A direct one that fails leaves nothing, for its transaction is rolled back.';
comment on column sched.generation_runs.up_to is
    'None of them took longer than this, in seconds: the lowest of sched_engine.generation_bounds that is not too low.';
comment on column sched.generation_runs.runs is 'How many there were: 1, until they are added up.';
comment on column sched.generation_runs.seconds is 'How long they took together.';

alter table sched.jobs add column traceparent text;
comment on column sched.jobs.traceparent is 'The trace of whoever asked for it, which its batches go on with.';
alter table sched.stale_dates add column traceparent text;
comment on column sched.stale_dates.traceparent is 'The trace of the edit.';
alter table sched.emp_stale_dates add column traceparent text;
comment on column sched.emp_stale_dates.traceparent is 'The trace of the edit.';
alter table sched.emp_stale_coverage add column traceparent text;
comment on column sched.emp_stale_coverage.traceparent is 'The trace of the edit.';
alter table sched.events add column traceparent text;
comment on column sched.events.traceparent is
    'The trace (W3C Trace Context) of the request or command that led to it; null: none was told.';
