-- The functions of the version before come from db/functions.
set local role sched_owner;

drop table sched.emp_closed_gaps cascade;
drop table sched.emp_coverage_dates cascade;
drop table sched.emp_stale_coverage cascade;
create table sched.emp_stale_coverage (
    id bigint generated always as identity primary key,
    requirement_ids bigint[],
    dates daterange not null,
    marked_at timestamptz not null default now(),
    transaction_id xid8 not null default pg_current_xact_id(),
    constraint emp_stale_coverage_not_empty check (not isempty(dates) and requirement_ids <> '{}')
);
drop index sched.audit_log_memberships;
drop index sched.emp_coverage_gaps_date;
drop type
sched_engine.coverage_event, sched_engine.coverage_stretch, sched_engine.coverage_component, sched_engine.coverage_place
cascade;
