create or replace function sched_engine.open_offer(p_offer_id bigint, p_statuses sched.roster_change_status[])
returns sched.emp_shift_offers
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_offer sched.emp_shift_offers;
begin
    perform sched_engine.acquire_model_lock();
    select o.* into v_offer from sched.emp_shift_offers as o where o.id = p_offer_id for update;
    if not found then
        perform sched_engine.refuse('SC001', format('There is no offer %s.', p_offer_id),
            'List them with: sched roster offers');
    elsif not v_offer.offer_status = any(p_statuses) then
        perform sched_engine.refuse('SC028',
            case v_offer.offer_status
                when 'proposed' then format('Nobody has taken the shift of offer %s yet.', p_offer_id)
                when 'cancelled' then format('Offer %s was withdrawn.', p_offer_id)
                when 'refused' then format('Offer %s was refused.', p_offer_id)
                when 'approved' then format('The shift of offer %s is in the rosters already.', p_offer_id)
                else format('Somebody has taken the shift of offer %s already.', p_offer_id)
            end,
            'List what can be taken with: sched roster offers');
    elsif v_offer.start_time <= sched_engine.instant_of_writing() then
        perform sched_engine.refuse('SC028', format('Offer %s is closed: the shift has begun.', p_offer_id),
            'What was worked otherwise than planned is entered as absences and extra shifts.');
    end if;
    return v_offer;
end
$$;

comment on function sched_engine.open_offer(bigint, sched.roster_change_status[]) is
    'Locks an offer, one edit after the other, and returns it when it has one of these statuses and its shift has not begun.
SC001: there is none. SC028: it is in another state, as somebody else was first.';
