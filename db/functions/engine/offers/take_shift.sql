create or replace function sched_engine.take_shift(
    p_offer_id bigint, p_employee_id bigint, p_returned_on date default null
)
returns sched.roster_change_status
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_offer sched.emp_shift_offers := sched_engine.open_offer(p_offer_id, '{proposed}');
    v_is_free constant boolean := (
        select c.config_value = 'false'
        from sched.system_configuration as c
        where c.config_key = 'shift_offers_need_approval' and c.is_active
    );
begin
    perform sched_engine.check_taker(v_offer, p_employee_id, p_returned_on);
    update sched.emp_shift_offers as o
    set
        offer_status = 'accepted',
        taken_by_id = p_employee_id,
        returned_on = p_returned_on
    where o.id = p_offer_id
    returning o.* into v_offer;
    perform sched_engine.tell_of_offer('shift.taken', p_offer_id);
    if v_is_free is true then
        perform sched_engine.carry_out_offer(v_offer);
        return 'approved'::sched.roster_change_status;
    end if;
    -- Whoever approves it should not learn of it only then.
    if p_returned_on is null then
        perform sched_engine.refuse_breaches(array(
            select row(
                b.employee_id, b.employee_id, b.rule_id, b.breach_start, b.breach_end, b.measured, 0
            )::sched_engine.found_breach
            from sched_engine.new_breaches(array[
                row(p_employee_id, v_offer.schedule_date, v_offer.start_time, v_offer.end_time)::sched_engine.proposed_shift
            ]) as b
        ));
    end if;
    return 'accepted'::sched.roster_change_status;
end
$$;

comment on function sched_engine.take_shift(bigint, bigint, date) is
    'Takes the shift of an offer, which another can take no more; p_returned_on: the owner works theirs of that date in return.
Returns approved when it is in the rosters, or accepted when somebody has to approve it (setting shift_offers_need_approval).
SC028: somebody else was first, it has begun or was withdrawn, or they cannot work it. SC026: it would break a work rule.';
