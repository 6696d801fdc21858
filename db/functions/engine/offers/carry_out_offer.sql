create or replace function sched_engine.carry_out_offer(p_offer sched.emp_shift_offers)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_change_id bigint;
begin
    if p_offer.employee_id is not null then
        v_change_id := sched_engine.swap_shifts(
            p_offer.employee_id, p_offer.schedule_date, p_offer.taken_by_id, p_offer.returned_on
        );
    else
        insert into sched.emp_roster_changes (
            employee_id, change_kind, schedule_date, start_time, end_time, shift_code
        )
        values (
            p_offer.taken_by_id, 'extra', p_offer.schedule_date, p_offer.start_time, p_offer.end_time, p_offer.shift_code
        )
        returning id into v_change_id;
    end if;
    update sched.emp_shift_offers as o
    set
        offer_status = 'approved',
        roster_change_id = v_change_id
    where o.id = p_offer.id;
end
$$;

comment on function sched_engine.carry_out_offer(sched.emp_shift_offers) is
    'Makes the change of the roster that an offer is for: a swap, or an extra shift. At commit it is held against the work rules.';
