create or replace view api_v2.optimizations as
select
    o.id,
    o.resource_id,
    r.resource_code::text as resource_code,
    o.start_date::date as start_date,
    o.end_date::date as end_date,
    o.seconds,
    o.seed,
    o.state,
    o.cost,
    o.bound,
    o.search_seconds,
    o.comparison,
    o.error,
    o.created_by,
    o.created_at,
    o.started_at,
    o.finished_at
from sched.emp_optimizations as o
inner join sched.resources as r on r.id = o.resource_id;

comment on view api_v2.optimizations is
    'Runs of the optimizer

For which part of the plant and which business dates, how far each has come, and what its suggestions would do. Begin one with
rpc/optimize.';
comment on column api_v2.optimizations.id is 'Surrogate key; optimization_id elsewhere.';
comment on column api_v2.optimizations.resource_id is 'Gaps at or below this resource are to be closed.';
comment on column api_v2.optimizations.resource_code is 'Its code.';
comment on column api_v2.optimizations.start_date is 'First business date, included.';
comment on column api_v2.optimizations.end_date is 'Last business date, included.';
comment on column api_v2.optimizations.seconds is 'How long it may search.';
comment on column api_v2.optimizations.seed is 'Another number may lead to another answer that is as good.';
comment on column api_v2.optimizations.state is 'queued, running, completed, failed or cancelled.';
comment on column api_v2.optimizations.cost is 'What the best answer so far costs, without a unit.';
comment on column api_v2.optimizations.bound is 'What every answer costs at least.';
comment on column api_v2.optimizations.search_seconds is 'How long it has searched.';
comment on column api_v2.optimizations.comparison is
    'The present roster and the suggested one: gap hours, breaches, hours, and how evenly they fall.';
comment on column api_v2.optimizations.error is 'Why it failed.';
comment on column api_v2.optimizations.created_by is 'Who asked for it.';
comment on column api_v2.optimizations.created_at is 'When.';
comment on column api_v2.optimizations.started_at is 'When it was begun.';
comment on column api_v2.optimizations.finished_at is 'When it ended; null: it has not.';

alter view api_v2.optimizations owner to sched_views;
grant select on api_v2.optimizations to sched_workforce_viewer;
