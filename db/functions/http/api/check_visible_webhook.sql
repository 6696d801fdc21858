create or replace function sched_http.check_visible_webhook(p_webhook_id bigint)
returns void
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    perform sched_engine.check_given(p_webhook_id::text, 'webhook', 'Give its number as webhook_id.');
    if not exists (select from api_v1.webhooks as w where w.id = p_webhook_id) then
        perform sched_engine.refuse('SC001', format('There is no webhook with the id %s.', p_webhook_id),
            'Look its number up in the list of webhooks.');
    end if;
end
$$;

comment on function sched_http.check_visible_webhook(bigint) is
    'SC001: there is no such webhook, or the request may not see it. SC016: not given.';
