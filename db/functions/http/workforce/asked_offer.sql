create or replace function sched_http.asked_offer(p_offer_id bigint)
returns bigint
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    if not exists (select from api_v2.shift_offers as o where o.id = p_offer_id) then
        perform sched_engine.refuse(
            case when p_offer_id is null then 'SC016' else 'SC001' end,
            coalesce(format('There is no offer with the id %s.', p_offer_id), 'No offer is given.'),
            'List shift_offers and use an id shown there.'
        );
    end if;
    return p_offer_id;
end
$$;

comment on function sched_http.asked_offer(bigint) is
    'The offer that a request is about. SC001: there is none, or the request may not see it; both read the same.';
