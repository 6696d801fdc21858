-- What an edit of the model makes stale, until the stored plan has caught up with it.
set local role sched_owner;

create table sched.stale_dates (
    id bigint generated always as identity primary key,
    resource_id bigint not null references sched.resources (id) on delete cascade,
    dates daterange not null,
    cause jsonb not null,
    changed_by text not null,
    marked_at timestamptz not null default now(),
    transaction_id xid8 not null default pg_current_xact_id(),
    done_through bigint not null default 0,
    constraint stale_dates_not_empty check (not isempty(dates))
);
create index stale_dates_resource on sched.stale_dates (resource_id);

comment on table sched.stale_dates is
    'Edits whose effect on the stored plan is still to be applied: by the same transaction at commit when small, by
sched refresh or the worker when large. Empty when everything is current.';
comment on column sched.stale_dates.resource_id is 'The resource edited; everything below it is concerned.';
comment on column sched.stale_dates.dates is 'Business dates concerned.';
comment on column sched.stale_dates.cause is 'Which table, rows and action.';
comment on column sched.stale_dates.changed_by is 'Who made the edit.';
comment on column sched.stale_dates.transaction_id is 'The transaction that made it.';
comment on column sched.stale_dates.done_through is 'Machines with ids up to this one have been brought up to date.';

-- The rows are also locks (see 0006), and one that does not exist yet cannot be waited for.
insert into sched.generated_dates (resource_id)
select r.id from sched.resources as r
on conflict do nothing;

insert into sched.system_configuration (config_key, config_value, config_type, description, modified_by) values
('refresh_inline_machine_days', '40000', 'setting',
'Largest edit, in machines times days, whose effect is applied at commit; larger ones wait for the worker.', 'SYSTEM'),
('what_if_machine_days', '200000', 'setting',
'Largest preview of an edit, in machines times days.', 'SYSTEM'),
('rolling_horizon_months', '12', 'setting', 'Months ahead that are always generated, 0 to 120; 0 for none.', 'SYSTEM'),
('period_lock_date', 'none', 'setting',
'Last business date whose plan may not change any more, as YYYY-MM-DD; none for no lock.', 'SYSTEM');
