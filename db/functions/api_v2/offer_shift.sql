create or replace function api_v2.offer_shift(
    schedule_date date, employee_id bigint default null, offered_to_id bigint default null
)
returns api_v2.shift_offers
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_id constant bigint := sched_http.asked_person(offer_shift.employee_id);
begin
    if offered_to_id is not null and coalesce(current_setting('sched.own_employee', true), '') = '' then
        perform sched_engine.check_visible_employees(array[offered_to_id]);
    elsif offered_to_id is not null then
        perform sched_engine.refuse('SC013', 'A key of one person offers a shift to whoever takes it first.',
            'Leave offered_to_id out.');
    end if;
    return sched_http.offer_answered(
        sched_engine.offer_shift(v_id, offer_shift.schedule_date, offer_shift.offered_to_id)
    );
end
$$;

comment on function api_v2.offer_shift(date, bigint, bigint) is
    'Offer the shift of a person

The one that they have of their own on a business date, to whoever takes it first, or to offered_to_id alone. It stays theirs
until it is taken (and approved, where the setting shift_offers_need_approval says so). employee_id: by default the one whose key
or token it is. Errors: SC021 unknown employee, SC028 there is no such shift, or it has begun or is on offer already.';

grant execute on function api_v2.offer_shift(date, bigint, bigint) to sched_workforce_planner, sched_employee;
