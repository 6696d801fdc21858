-- Runs of the optimizer, and what comes of them: suggestions, each a shift more for somebody.
set local role sched_owner;

create table sched.emp_optimizations (
    id bigint generated always as identity primary key,
    resource_id bigint not null references sched.resources (id) on delete cascade,
    start_date sched.plan_date not null,
    end_date sched.plan_date not null,
    seconds integer not null default 30,
    seed integer not null default 1,
    state sched.job_state not null default 'queued',
    attempts smallint not null default 0,
    cost bigint,
    bound bigint,
    search_seconds numeric(8, 1),
    comparison jsonb,
    error text,
    created_by text not null,
    created_at timestamptz not null default clock_timestamp(),
    started_at timestamptz,
    finished_at timestamptz,
    constraint emp_optimizations_end_not_before_start check (end_date >= start_date),
    constraint emp_optimizations_seconds_in_range check (seconds between 1 and 3600),
    constraint emp_optimizations_has_ended check (
        (finished_at is not null) = (state in ('completed', 'failed', 'cancelled'))
    )
);
create index emp_optimizations_unfinished on sched.emp_optimizations (id) where state in ('queued', 'running');
create index emp_optimizations_resource on sched.emp_optimizations (resource_id);
comment on table sched.emp_optimizations is
    'Runs of the optimizer: for which part of the plant and which dates, how far each has come, and what its suggestions would do.';
comment on column sched.emp_optimizations.resource_id is 'Gaps at or below this resource are to be closed.';
comment on column sched.emp_optimizations.start_date is 'First business date of these gaps.';
comment on column sched.emp_optimizations.end_date is 'Last business date of these gaps.';
comment on column sched.emp_optimizations.seconds is 'How long it may search.';
comment on column sched.emp_optimizations.seed is 'Another number may lead to another answer that is as good.';
comment on column sched.emp_optimizations.state is 'queued, running, completed, failed or cancelled.';
comment on column sched.emp_optimizations.attempts is 'How often it was begun: again when the process that worked on it ended.';
comment on column sched.emp_optimizations.cost is 'What the best answer so far costs, without a unit.';
comment on column sched.emp_optimizations.bound is 'What every answer costs at least; when cost is not higher, none is better.';
comment on column sched.emp_optimizations.search_seconds is 'How long it has searched.';
comment on column sched.emp_optimizations.comparison is
    'The present roster and the suggested one: gap hours, breaches, hours, and how evenly they fall.';
comment on column sched.emp_optimizations.error is 'Why it failed.';
comment on column sched.emp_optimizations.created_by is 'Who asked for it.';

-- Nothing has written suggestions so far.
alter table sched.emp_suggestions
drop column job_id cascade,
add column optimization_id bigint not null references sched.emp_optimizations (id) on delete cascade,
add column requirement_id bigint references sched.emp_requirements (id) on delete set null,
add column shift_code text,
add column roster_change_id bigint references sched.emp_roster_changes (id) on delete set null,
add constraint emp_suggestions_shift_code_is_short check (shift_code ~ '^[^[:space:][:cntrl:]]{1,10}$');
create index emp_suggestions_optimization on sched.emp_suggestions (optimization_id);
create index emp_suggestions_requirement on sched.emp_suggestions (requirement_id);
create index emp_suggestions_roster_change on sched.emp_suggestions (roster_change_id);
comment on column sched.emp_suggestions.employee_id is 'Who would work it.';
comment on column sched.emp_suggestions.resource_id is 'Where people are missing: that of the requirement.';
comment on column sched.emp_suggestions.schedule_date is 'Business date for which it would count.';
comment on column sched.emp_suggestions.suggestion_status is
    'open; accepted: it is in the roster; rejected; stale: when it was to be accepted, it no longer fitted.';
comment on column sched.emp_suggestions.reason is 'What it is for; of a stale one, why it no longer fits.';
comment on column sched.emp_suggestions.decided_by is 'Who accepted or rejected it.';
comment on column sched.emp_suggestions.optimization_id is 'The run of the optimizer that it comes from.';
comment on column sched.emp_suggestions.requirement_id is 'The requirement of which it closes a gap.';
comment on column sched.emp_suggestions.shift_code is 'Of the shift of the machines.';
comment on column sched.emp_suggestions.roster_change_id is 'Of an accepted one: the change of the roster that it became.';

grant select on sched.emp_optimizations to sched_views;
alter table sched.emp_optimizations enable row level security;
create policy granted on sched.emp_optimizations using (true);
create policy in_scope on sched.emp_optimizations as restrictive to sched_views using (
    (select coalesce(current_setting('sched.scope', true), '') in ('', '{}')
        and coalesce(current_setting('sched.own_employee', true), '') = '')
    or ((select coalesce(current_setting('sched.own_employee', true), '') = '')
        and resource_id in (select r.id from sched.resources as r))
);
comment on policy granted on sched.emp_optimizations is 'Rights to the table decide, but for in_scope.';
comment on policy in_scope on sched.emp_optimizations is 'Through a view: what the present request may see.';
