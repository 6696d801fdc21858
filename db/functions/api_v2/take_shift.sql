create or replace function api_v2.take_shift(
    offer_id bigint, employee_id bigint default null, returned_on date default null
)
returns api_v2.shift_offers
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    perform sched_engine.take_shift(
        sched_http.asked_offer(offer_id), sched_http.asked_person(take_shift.employee_id), take_shift.returned_on
    );
    return sched_http.offer_answered(offer_id);
end
$$;

comment on function api_v2.take_shift(bigint, bigint, date) is
    'Take a shift that is on offer

Of several who want it the first has it; the others are told (SC028). returned_on: its owner works the shift in return that who
takes it has on that date. offer_status is approved when it is in the rosters, accepted while somebody has to approve it.
employee_id: by default the one whose key or token it is. Errors: SC001 unknown offer, SC021 unknown employee, SC026 it would break
a work rule, SC028 somebody else was first, or they are not free or not qualified.';

grant execute on function api_v2.take_shift(bigint, bigint, date) to sched_workforce_planner, sched_employee;
