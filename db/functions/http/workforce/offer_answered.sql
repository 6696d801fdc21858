create or replace function sched_http.offer_answered(p_offer_id bigint)
returns api_v2.shift_offers
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_offer api_v2.shift_offers;
begin
    perform sched_http.hold_against_rules();
    select o.* into v_offer from api_v2.shift_offers as o where o.id = p_offer_id;
    return v_offer;
end
$$;

comment on function sched_http.offer_answered(bigint) is
    'What a request is answered that did something to an offer: the offer, after what came of it was held against the work rules.';
