create or replace function api_v2.withdraw_offer(offer_id bigint)
returns api_v2.shift_offers
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_own constant bigint := nullif(current_setting('sched.own_employee', true), '')::bigint;
begin
    perform sched_http.asked_offer(offer_id);
    if v_own is not null and not exists (
        select from api_v2.shift_offers as o where o.id = offer_id and o.employee_id = v_own
    ) then
        perform sched_engine.refuse('SC013', 'A key of one person withdraws their own offers only.',
            'Whoever plans puts a shift on offer again that was taken.');
    end if;
    perform sched_engine.withdraw_offer(offer_id);
    return sched_http.offer_answered(offer_id);
end
$$;

comment on function api_v2.withdraw_offer(bigint) is
    'Withdraw a shift from offer

It stays with whoever has it. Errors: SC001 unknown offer, SC013 it is somebody else''s, SC028 it is in the rosters already.';

grant execute on function api_v2.withdraw_offer(bigint) to sched_workforce_planner, sched_employee;
