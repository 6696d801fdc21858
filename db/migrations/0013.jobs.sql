-- Work that is too long for one transaction or one request: jobs, and the batches that they consist of.
set local role sched_owner;

create type sched.job_kind as enum ('generate');
comment on type sched.job_kind is 'What a job does.';

create type sched.job_state as enum ('queued', 'running', 'completed', 'failed', 'cancelled');
comment on type sched.job_state is 'How far a job, or a batch of it, has come.';

create table sched.jobs (
    id bigint generated always as identity primary key,
    kind sched.job_kind not null,
    arguments jsonb not null,
    state sched.job_state not null default 'queued',
    scope bigint,
    created_by text not null,
    created_at timestamptz not null default clock_timestamp(),
    started_at timestamptz,
    finished_at timestamptz,
    error text
);
create index jobs_unfinished on sched.jobs (id) where state in ('queued', 'running');
create index jobs_created on sched.jobs (created_at);

comment on table sched.jobs is
    'Work that is done in batches, each a transaction of its own, by whoever calls sched_engine.run_job_batch.';
comment on column sched.jobs.arguments is 'What was asked for.';
comment on column sched.jobs.scope is
    'sched.resources.id of the subtree that whoever asked is limited to; null for the whole plant.';
comment on column sched.jobs.created_by is 'Who asked for it; the batches act in this name.';
comment on column sched.jobs.error is 'Why it failed.';

create table sched.job_batches (
    job_id bigint not null references sched.jobs (id) on delete cascade,
    number integer not null,
    resource_ids bigint[] not null,
    machines integer not null generated always as (cardinality(resource_ids)) stored,
    ids int8range not null,
    state sched.job_state not null default 'queued',
    attempts smallint not null default 0,
    inserted bigint not null default 0,
    updated bigint not null default 0,
    deleted bigint not null default 0,
    unchanged bigint not null default 0,
    started_at timestamptz,
    finished_at timestamptz,
    error text,
    constraint job_batches_pkey primary key (job_id, number),
    constraint job_batches_not_empty check (not isempty(ids))
);

comment on table sched.job_batches is
    'Parts of a job. A batch that is being worked on is a locked row: a crash releases it, and it is run again.';
comment on column sched.job_batches.number is 'From 1, in the order of work.';
comment on column sched.job_batches.resource_ids is 'Its machines.';
comment on column sched.job_batches.machines is 'How many they are.';
comment on column sched.job_batches.ids is
    'From the lowest to the highest of their ids: batches of other jobs whose range overlaps wait for this one.';
comment on column sched.job_batches.state is 'queued, completed or failed.';
comment on column sched.job_batches.attempts is 'How often it failed so far.';
comment on column sched.job_batches.error is 'Why the last attempt failed.';

insert into sched.system_configuration (config_key, config_value, config_type, description, modified_by) values
('generation_inline_machine_days', '2000000', 'setting',
'Largest generation, in machines times days, that the API answers in place; larger ones become jobs.', 'SYSTEM'),
('export_machine_days', '200000', 'setting',
'Largest export over the API, in machines times days.', 'SYSTEM');

-- What a function of the API that returns this type answers is sent as it is, whatever the client accepts; its
-- content type is the one that the function sets.
create domain api_v1."*/*" as text;
comment on domain api_v1."*/*" is 'A file: text of the content type that the function sets.';
