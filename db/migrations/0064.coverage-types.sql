-- What the steps of coverage hand to each other.
set local role sched_owner;

-- noqa: disable=LT01
create type sched_engine.coverage_place as (
    place integer,
    requirement_id bigint,
    sites bigint[],
    qualified_at bigint[],
    min_level sched.qualification_level,
    position_id bigint
);
comment on type sched_engine.coverage_place is
    'Places that the same people can fill: of one requirement, near the same of the resources that people work at (sites), where the
same qualifications hold (qualified_at: resources). Numbered in the order in which they are served.';

create type sched_engine.coverage_component as (
    component integer,
    requirement_ids bigint[],
    requirements integer[],
    heads integer[],
    machines_per_person integer[],
    are_once boolean[],
    staff integer,
    edge_places integer[],
    edge_staff integer[]
);
comment on type sched_engine.coverage_component is
    'Places and kinds of staff that hang together, numbered from 1: of each place the number of its requirement, what that asks for,
and which staff may fill which place (edges).';

create type sched_engine.coverage_event as (
    at timestamptz,
    place integer,
    staff integer,
    schedule_date date,
    change integer
);
comment on type sched_engine.coverage_event is
    'How many machines begin (or, negative, stop) to operate for a place, or people of a kind of staff to work, at an instant.';

create type sched_engine.coverage_stretch as (
    place integer,
    places integer[],
    requirement_id bigint,
    schedule_date date,
    start_time timestamptz,
    end_time timestamptz,
    amount integer
);
comment on type sched_engine.coverage_stretch is
    'Machines of a place that operate together, or people who may fill the same places and are on shift together.';

-- noqa: enable=LT01

create index emp_coverage_gaps_date on sched.emp_coverage_gaps (schedule_date);
create index audit_log_memberships on sched.audit_log (((old_values ->> 'team_id')::bigint))
where table_name = 'emp_team_assignments' and old_values is not null;

-- Marks say near which resources, and when exactly.
drop table sched.emp_stale_coverage;
create table sched.emp_stale_coverage (
    id bigint generated always as identity primary key,
    resource_ids bigint[],
    period tstzrange not null,
    marked_at timestamptz not null default now(),
    transaction_id xid8 not null default pg_current_xact_id(),
    constraint emp_stale_coverage_not_empty check (not isempty(period) and resource_ids <> '{}')
);
comment on table sched.emp_stale_coverage is
    'Edits that have not reached the gaps yet: of requirements near which resources (null: all), and in which period.';

create table sched.emp_coverage_dates (
    is_only boolean primary key default true,
    dates datemultirange not null default '{}',
    constraint emp_coverage_dates_is_one check (is_only)
);
insert into sched.emp_coverage_dates (is_only) values (true);
comment on table sched.emp_coverage_dates is
    'On which business dates gaps are kept: those for which the roster of somebody was generated. One row.';

grant select on sched.emp_stale_coverage to sched_views;
alter table sched.emp_stale_coverage enable row level security;
create policy granted on sched.emp_stale_coverage using (true);
create policy in_scope on sched.emp_stale_coverage as restrictive to sched_views using (
    (select coalesce(current_setting('sched.own_employee', true), '') = '')
);
comment on policy granted on sched.emp_stale_coverage is 'Rights to the table decide, but for in_scope.';
comment on policy in_scope on sched.emp_stale_coverage is 'Through a view: what the present request may see.';

create table sched.emp_closed_gaps (
    like sched.emp_coverage_gaps,
    closed_at timestamptz not null
);
create index emp_closed_gaps_date on sched.emp_closed_gaps (schedule_date);
comment on table sched.emp_closed_gaps is 'Gaps as they were until they were closed or became others, at closed_at.';
comment on column sched.emp_closed_gaps.opened_at is 'When this stretch came to be as it was.';
alter table sched.emp_closed_gaps enable row level security;
create policy granted on sched.emp_closed_gaps using (true);
create policy in_scope on sched.emp_closed_gaps as restrictive to sched_views using (
    (
        select coalesce(current_setting('sched.scope', true), '') in ('', '{}')
            and coalesce(current_setting('sched.own_employee', true), '') = ''
    )
    or (
        (select coalesce(current_setting('sched.own_employee', true), '') = '')
        and resource_id in (select r.id from sched.resources as r)
    )
);
comment on policy granted on sched.emp_closed_gaps is 'Rights to the table decide, but for in_scope.';
comment on policy in_scope on sched.emp_closed_gaps is 'Through a view: what the present request may see.';
