-- What edits that only cut shifts say of themselves. Apart from the functions that follow, because these tables and
-- indexes are read all the time; in the order in which edits come to them.
set local role sched_owner;

-- Every edit looks for the machines below a resource. It would read, one by one, what was added since the last vacuum.
alter index sched.resources_path_ids set (fastupdate = off);
alter index sched.resource_states_path_ids set (fastupdate = off);
select pg_catalog.gin_clean_pending_list('sched.resources_path_ids');
select pg_catalog.gin_clean_pending_list('sched.resource_states_path_ids');

alter table sched.stale_dates add column cuts_only boolean not null default false;
comment on column sched.stale_dates.cuts_only is
    'The edit neither moves shifts nor adds any: those that are stored need only be cut again.';

-- What bears on a stretch that is to be cut.
create type sched_engine.slot_hit as (
    owner_id bigint,
    start_time timestamptz,
    end_time timestamptz,
    own_exception_id bigint,
    hit_start timestamptz,
    hit_end timestamptz,
    impact_type sched.impact_type,
    standing integer,
    exception_id bigint,
    schedule_status sched.schedule_status,
    capacity_percent smallint,
    holiday_id bigint
);
comment on type sched_engine.slot_hit is
    'A stretch of a shift (owner_id, start_time to end_time; own_exception_id moved or added it) and an exception or a holiday
that lies in it: from hit_start to hit_end, with what it gives. Instants.';
