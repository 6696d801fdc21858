create or replace function sched_engine.withdraw_offer(p_offer_id bigint)
returns boolean
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_status sched.roster_change_status;
begin
    perform sched_engine.acquire_model_lock();
    select o.offer_status into v_status from sched.emp_shift_offers as o where o.id = p_offer_id for update;
    if not found then
        perform sched_engine.refuse('SC001', format('There is no offer %s.', p_offer_id),
            'List them with: sched roster offers');
    elsif v_status = 'cancelled' then
        return false;
    elsif v_status not in ('proposed', 'accepted') then
        perform sched_engine.refuse('SC028', format('The shift of offer %s is in the rosters.', p_offer_id),
            'Cancel the change of the roster instead: sched roster changes, sched roster cancel.');
    end if;
    update sched.emp_shift_offers as o set offer_status = 'cancelled' where o.id = p_offer_id;
    perform sched_engine.tell_of_offer('shift.withdrawn', p_offer_id);
    return true;
end
$$;

comment on function sched_engine.withdraw_offer(bigint) is
    'Takes an offer back that is not carried out; false when it was withdrawn before. SC001: there is none. SC028: it is in the
rosters.';
