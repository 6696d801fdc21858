create or replace function sched_engine.decide_offer(p_offer_id bigint, p_approve boolean)
returns sched.roster_change_status
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_offer constant sched.emp_shift_offers := sched_engine.open_offer(p_offer_id, '{accepted}');
begin
    if p_approve then
        perform sched_engine.check_taker(v_offer, v_offer.taken_by_id, v_offer.returned_on);
        perform sched_engine.carry_out_offer(v_offer);
        return 'approved'::sched.roster_change_status;
    end if;
    -- It can be taken by another.
    update sched.emp_shift_offers as o
    set
        offer_status = 'proposed',
        taken_by_id = null,
        returned_on = null
    where o.id = p_offer_id;
    perform sched_engine.tell_of_offer('shift.offered', p_offer_id);
    return 'proposed'::sched.roster_change_status;
end
$$;

comment on function sched_engine.decide_offer(bigint, boolean) is
    'Approves that the shift of an offer is worked by who has taken it; or refuses it, and the shift is on offer again. Returns the
status of the offer. SC028: nobody has taken it, it has begun, or who has taken it cannot work it any more.';
