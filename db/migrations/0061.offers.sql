-- Shifts that people offer to each other, and shifts that are open to whoever can work them.
set local role sched_owner;

create table sched.emp_shift_offers (
    id bigint generated always as identity primary key,
    employee_id bigint references sched.emp_employees (id) on delete cascade,
    resource_id bigint references sched.resources (id) on delete cascade,
    schedule_date sched.plan_date not null,
    start_time sched.plan_instant not null,
    end_time sched.plan_instant not null,
    shift_code text,
    min_level sched.qualification_level,
    position_id bigint references sched.emp_positions (id),
    offered_to_id bigint references sched.emp_employees (id) on delete cascade,
    offer_status sched.roster_change_status not null default 'proposed',
    taken_by_id bigint references sched.emp_employees (id) on delete set null,
    returned_on sched.plan_date,
    roster_change_id bigint references sched.emp_roster_changes (id) on delete set null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    constraint emp_shift_offers_somebody_or_somewhere check (num_nonnulls(employee_id, resource_id) > 0),
    constraint emp_shift_offers_end_after_start check (end_time > start_time),
    constraint emp_shift_offers_not_to_oneself check (
        offered_to_id is distinct from employee_id or offered_to_id is null
    ),
    constraint emp_shift_offers_not_taken_by_oneself check (
        taken_by_id is distinct from employee_id or taken_by_id is null
    ),
    constraint emp_shift_offers_shift_code_is_short check (shift_code ~ '^[^[:space:][:cntrl:]]{1,10}$')
);
create unique index emp_shift_offers_one_a_date on sched.emp_shift_offers (employee_id, schedule_date)
where offer_status in ('proposed', 'accepted');
create index emp_shift_offers_open on sched.emp_shift_offers (start_time)
where offer_status in ('proposed', 'accepted');
create index emp_shift_offers_employee on sched.emp_shift_offers (employee_id);
create index emp_shift_offers_resource on sched.emp_shift_offers (resource_id);
create index emp_shift_offers_position on sched.emp_shift_offers (position_id);
create index emp_shift_offers_offered_to on sched.emp_shift_offers (offered_to_id);
create index emp_shift_offers_taken_by on sched.emp_shift_offers (taken_by_id);
create index emp_shift_offers_change on sched.emp_shift_offers (roster_change_id);
comment on table sched.emp_shift_offers is
    'Shifts on offer: those of one person on one business date, or one that is open and nobody''s yet.';
comment on column sched.emp_shift_offers.employee_id is 'Whose shift it is; null: nobody''s yet.';
comment on column sched.emp_shift_offers.resource_id is
    'Where it is worked; of somebody''s shift the home of their team. Null: not known.';
comment on column sched.emp_shift_offers.schedule_date is 'Business date of the shift.';
comment on column sched.emp_shift_offers.start_time is 'First instant; once it has passed, the offer is closed.';
comment on column sched.emp_shift_offers.end_time is 'First instant no longer.';
comment on column sched.emp_shift_offers.min_level is
    'Least level of a qualification for the resource, or one above it, that whoever takes it needs; null: none.';
comment on column sched.emp_shift_offers.position_id is 'Who takes it is of this position; null: of any.';
comment on column sched.emp_shift_offers.offered_to_id is 'Who alone may take it; null: whoever is first.';
comment on column sched.emp_shift_offers.offer_status is
    'proposed: to be taken; accepted: taken, and to be approved; approved: in the rosters; refused or cancelled: over.';
comment on column sched.emp_shift_offers.taken_by_id is 'Who takes it.';
comment on column sched.emp_shift_offers.returned_on is
    'Business date of a shift of whoever takes it that its owner works in return; null: none.';
comment on column sched.emp_shift_offers.roster_change_id is 'The change of the roster that came of it.';

alter table sched.emp_shift_offers enable row level security;
create policy granted on sched.emp_shift_offers using (true);
comment on policy granted on sched.emp_shift_offers is 'Rights to the table decide, but for in_scope.';
-- One person sees what is theirs, what they have taken, and what they might take.
create policy in_scope on sched.emp_shift_offers as restrictive to sched_views using (
    (
        select coalesce(current_setting('sched.scope', true), '') in ('', '{}')
            and coalesce(current_setting('sched.own_employee', true), '') = ''
    )
    or (
        (select coalesce(current_setting('sched.own_employee', true), '') = '')
        and (
            resource_id in (select r.id from sched.resources as r)
            or employee_id in (select e.id from sched.emp_employees as e)
        )
    )
    or (select nullif(current_setting('sched.own_employee', true), '')::bigint) in (
        employee_id, taken_by_id, offered_to_id
    )
    or (
        (select coalesce(current_setting('sched.own_employee', true), '') <> '')
        and offer_status = 'proposed' and offered_to_id is null
    )
);
comment on policy in_scope on sched.emp_shift_offers is 'Through a view: what the present request may see.';
grant select on sched.emp_shift_offers to sched_views;

insert into sched.system_configuration (config_key, config_value, config_type, description, modified_by) values
(
    'shift_offers_need_approval', 'true', 'setting',
    'Whether a shift that was offered and taken waits for somebody who plans to approve it.',
    'SYSTEM'
);
