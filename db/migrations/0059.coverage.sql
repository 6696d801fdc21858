-- How many people are required, and where they are missing.
set local role sched_owner;

alter table sched.emp_requirements
add column machines_per_person smallint not null default 1,
add constraint emp_requirements_machines_per_person_in_range check (machines_per_person between 1 and 100),
add constraint emp_requirements_several_machines_of_machines check (per = 'machine' or machines_per_person = 1),
add constraint emp_requirements_do_not_overlap exclude using gist (
    resource_id with =, per with =, coalesce(shift_code, '') with =, (min_level is null) with =,
    coalesce(min_level, 'basic') with =, coalesce(position_id, 0) with =,
    daterange(start_date, end_date, '[]') with &&
);
comment on table sched.emp_requirements is
    'How many people are needed where while machines operate, from when to when. Requirements add up: one does not replace another
of the same resource or of one above it.';
comment on column sched.emp_requirements.resource_id is 'It holds for this resource and everything below it.';
comment on column sched.emp_requirements.per is
    'machine: for each machine at or below the resource, while it operates; resource: once, while any of them operates.';
comment on column sched.emp_requirements.shift_code is 'Only while they operate in this shift; null: in any.';
comment on column sched.emp_requirements.head_count is 'People at a time, for each machine or once.';
comment on column sched.emp_requirements.min_level is
    'Least level of a qualification for the machine (per machine) or the resource (else) or anything above it; null: none is asked.';
comment on column sched.emp_requirements.position_id is 'Only people of this position count; null: of any, or of none.';
comment on column sched.emp_requirements.machines_per_person is
    'How many machines one person may watch at once: of n that operate, head_count times n divided by this, rounded up, are needed,
each qualified for the resource.';

create table sched.emp_coverage_gaps (
    requirement_id bigint not null references sched.emp_requirements (id) on delete cascade,
    resource_id bigint not null,
    schedule_date date not null,
    start_time timestamptz not null,
    end_time timestamptz not null,
    required integer not null,
    present integer not null,
    opened_at timestamptz not null default now(),
    constraint emp_coverage_gaps_pkey primary key (requirement_id, start_time),
    constraint emp_coverage_gaps_end_after_start check (end_time > start_time),
    constraint emp_coverage_gaps_somebody_is_missing check (present < required)
);
create index emp_coverage_gaps_time on sched.emp_coverage_gaps (start_time, end_time);
create index emp_coverage_gaps_resource on sched.emp_coverage_gaps (resource_id, start_time);
comment on table sched.emp_coverage_gaps is
    'Where people are missing: the maximal stretches of coverage of each requirement in which fewer are present than required. The
engine alone writes it and keeps it current.';
comment on column sched.emp_coverage_gaps.resource_id is 'That of the requirement.';
comment on column sched.emp_coverage_gaps.schedule_date is
    'Business date of the shift in which machines operate; the earliest where there are several.';
comment on column sched.emp_coverage_gaps.opened_at is 'When this stretch came to be as it is.';

create table sched.emp_stale_coverage (
    id bigint generated always as identity primary key,
    requirement_ids bigint[],
    dates daterange not null,
    marked_at timestamptz not null default now(),
    transaction_id xid8 not null default pg_current_xact_id(),
    constraint emp_stale_coverage_not_empty check (not isempty(dates) and requirement_ids <> '{}')
);
comment on table sched.emp_stale_coverage is
    'Edits that have not reached the gaps yet: of which requirements (null: all), and on which business dates.';

grant select on sched.emp_requirements, sched.emp_coverage_gaps, sched.emp_stale_coverage to sched_views;
grant select on sched.emp_work_rules, sched.emp_suggestions to sched_views;

do $$
declare
    v_whole constant text := '(select coalesce(current_setting(''sched.scope'', true), '''') in ('''', ''{}'') '
        'and coalesce(current_setting(''sched.own_employee'', true), '''') = '''')';
    v_nobody constant text := '(select coalesce(current_setting(''sched.own_employee'', true), '''') = '''')';
    v_table text;
    v_limit text;
begin
    for v_table, v_limit in values
        (
            'emp_coverage_gaps',
            format('%s or (%s and resource_id in (select r.id from sched.resources as r))', v_whole, v_nobody)
        ),
        ('emp_stale_coverage', v_whole || ' or ' || v_nobody)
    loop
        execute format('alter table sched.%I enable row level security', v_table);
        execute format('create policy granted on sched.%I using (true)', v_table);
        execute format('create policy in_scope on sched.%I as restrictive to sched_views using (%s)', v_table, v_limit);
        execute format(
            'comment on policy granted on sched.%I is ''Rights to the table decide, but for in_scope.''', v_table
        );
        execute format(
            'comment on policy in_scope on sched.%I is ''Through a view: what the present request may see.''', v_table
        );
    end loop;
end
$$;
