create or replace view api_v2.shift_offers as
select
    o.id,
    e.id as employee_id,
    e.employee_number::text as employee_number,
    o.resource_id,
    r.resource_code::text as resource_code,
    o.schedule_date::date as schedule_date,
    o.start_time::timestamptz as start_time,
    o.end_time::timestamptz as end_time,
    o.shift_code,
    o.min_level::text as min_level,
    p.position_code::text as position_code,
    t.id as offered_to_id,
    t.employee_number::text as offered_to_number,
    case
        when o.offer_status = 'approved' and coalesce(c.change_status <> 'approved', true) then 'cancelled'
        when o.offer_status in ('proposed', 'accepted') and o.start_time <= sched_engine.current_instant() then 'closed'
        else o.offer_status::text
    end as offer_status,
    k.id as taken_by_id,
    k.employee_number::text as taken_by_number,
    o.returned_on::date as returned_on,
    c.id as roster_change_id,
    o.created_at,
    o.updated_at
from sched.emp_shift_offers as o
left join sched.emp_employees as e on e.id = o.employee_id
left join sched.emp_employees as t on t.id = o.offered_to_id
left join sched.emp_employees as k on k.id = o.taken_by_id
left join sched.resources as r on r.id = o.resource_id
left join sched.emp_positions as p on p.id = o.position_id
left join sched.emp_roster_changes as c on c.id = o.roster_change_id;

comment on view api_v2.shift_offers is
    'Shifts on offer

Those of one person on one business date, and open ones that are nobody''s yet. Written with offer_shift, offer_open_shift,
take_shift, approve_offer and withdraw_offer. A key of one person shows what is theirs, what they have taken and what they may
take, with dates, times and places, and nobody else.';
comment on column api_v2.shift_offers.id is 'Surrogate key; offer_id elsewhere.';
comment on column api_v2.shift_offers.employee_id is 'Whose shift it is; null: nobody''s yet, or not to be seen.';
comment on column api_v2.shift_offers.employee_number is 'Their number.';
comment on column api_v2.shift_offers.resource_id is 'Where it is worked; of somebody''s shift the home of their team.';
comment on column api_v2.shift_offers.resource_code is 'Its code.';
comment on column api_v2.shift_offers.schedule_date is 'Business date of the shift.';
comment on column api_v2.shift_offers.start_time is 'First instant.';
comment on column api_v2.shift_offers.end_time is 'First instant no longer.';
comment on column api_v2.shift_offers.shift_code is 'Code of the shift.';
comment on column api_v2.shift_offers.min_level is 'Least level of a qualification that is needed; null: none.';
comment on column api_v2.shift_offers.position_code is 'Position that is needed; null: any.';
comment on column api_v2.shift_offers.offered_to_id is 'Who alone may take it; null: whoever is first.';
comment on column api_v2.shift_offers.offered_to_number is 'Their number.';
comment on column api_v2.shift_offers.offer_status is
    'proposed: to be taken; accepted: taken, and to be approved; approved: in the rosters; closed: it has begun; refused or
cancelled: over.';
comment on column api_v2.shift_offers.taken_by_id is 'Who has taken it.';
comment on column api_v2.shift_offers.taken_by_number is 'Their number.';
comment on column api_v2.shift_offers.returned_on is
    'Business date of a shift of whoever takes it that its owner works in return; null: none.';
comment on column api_v2.shift_offers.roster_change_id is 'The change of the roster that came of it.';
comment on column api_v2.shift_offers.created_at is 'When it was offered.';
comment on column api_v2.shift_offers.updated_at is 'When it was last changed.';

alter view api_v2.shift_offers owner to sched_views;
grant select on api_v2.shift_offers to sched_workforce_viewer, sched_employee;
