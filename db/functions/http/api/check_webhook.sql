create or replace function sched_http.check_webhook(p_webhook api_v1.webhooks, p_before api_v1.webhooks)
returns void
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_url constant record := sched_engine.webhook_url_problem(p_webhook.url);
    -- What stays as it was need not be as it would have to be today: it must be possible to switch such a webhook off.
    v_url_problem constant text := case when p_webhook.url = p_before.url then null else v_url.problem end;
    v_secret_problem constant text := case
        when p_webhook.secret = p_before.secret or sched_engine.is_webhook_secret(p_webhook.secret) then null
        else 'its secret must be whsec_ and the base64 of 24 to 64 bytes'
    end;
    v_problem constant text := case
        when p_webhook.webhook_name is null then 'it needs a webhook_name'
        when v_url_problem is not null then v_url_problem
        when v_secret_problem is not null then v_secret_problem
        when cardinality(p_webhook.event_types) = 0 or array_position(p_webhook.event_types, null) is not null
            or not p_webhook.event_types <@ sched_engine.webhook_event_types()
            then 'its event_types must be some of ' || array_to_string(sched_engine.webhook_event_types(), ', ')
        when jsonb_typeof(p_webhook.headers) <> 'object'
            or exists (
                select from jsonb_each(case jsonb_typeof(p_webhook.headers) when 'object' then p_webhook.headers else '{}' end)
                    as h (name, value)
                where jsonb_typeof(h.value) <> 'string' or h.name !~ '^[A-Za-z0-9-]{1,100}$'
                    or h.value #>> '{}' !~ '^[[:print:]]*$' or length(h.value #>> '{}') > 1000
            ) then 'its headers must be an object of names and printable texts'
        when p_webhook.headers is distinct from p_before.headers and exists (
            select from jsonb_object_keys(p_webhook.headers) as h (name)
            where lower(h.name) ~ '^((x-)?webhook-.*|proxy-.*|host|content-(type|length|encoding)|connection|keep-alive|'
                'transfer-encoding|te|trailer|upgrade|expect|user-agent|traceparent|tracestate)$'
        ) then 'its headers may not replace those of the relay and of the connection'
    end;
begin
    if v_problem is not null then
        perform sched_engine.refuse('SC016', format('Webhook %s: %s.', coalesce(p_webhook.webhook_name, '(no name)'), v_problem),
            case v_problem
                when v_url_problem then v_url.remedy
                when v_secret_problem then 'A good one: echo whsec_$(openssl rand -base64 32). Receivers verify with the same text.'
                else 'For example {"webhook_name": "MES", "url": "https://mes.example.com/hook", "secret": "whsec_..."}.'
            end);
    end if;
end
$$;

comment on function sched_http.check_webhook(api_v1.webhooks, api_v1.webhooks) is
    'Refuses (SC016) a webhook whose address, secret, events or headers cannot be used; p_before: what it was, null for a new one.';
