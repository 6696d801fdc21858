create or replace function api_v2.approve_offer(offer_id bigint, approve boolean default true)
returns api_v2.shift_offers
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    perform sched_engine.decide_offer(sched_http.asked_offer(offer_id), coalesce(approve, true));
    return sched_http.offer_answered(offer_id);
end
$$;

comment on function api_v2.approve_offer(bigint, boolean) is
    'Approve that a shift is worked by who has taken it

Then it is in the rosters. approve: false puts it on offer again. Errors: SC001 unknown offer, SC026 it would break a work rule,
SC028 nobody has taken it, or who has is not free any more.';

grant execute on function api_v2.approve_offer(bigint, boolean) to sched_workforce_planner;
