create or replace function sched_engine.check_webhook(p_webhook api_v1.webhooks)
returns void
language plpgsql
stable
set search_path = ''
as $$
declare
    v_problem constant text := case
        when p_webhook.url is null or p_webhook.url !~ '^https?://[^[:space:][:cntrl:]/?#@]+([/?#][^[:space:][:cntrl:]]*)?$'
            then 'its url must be an http or https URL without a user name or password in it'
        when not coalesce(length(p_webhook.secret) between 16 and 200, false)
            then 'its secret must have 16 to 200 characters'
        when cardinality(p_webhook.event_types) = 0 or array_position(p_webhook.event_types, null) is not null
            or not p_webhook.event_types <@ sched_engine.webhook_event_types()
            then 'its event_types are some of ' || array_to_string(sched_engine.webhook_event_types(), ', ')
        when jsonb_typeof(p_webhook.headers) <> 'object'
            or exists (
                select from jsonb_each(case jsonb_typeof(p_webhook.headers) when 'object' then p_webhook.headers else '{}' end)
                    as h (name, value)
                where jsonb_typeof(h.value) <> 'string' or h.name !~ '^[A-Za-z0-9-]{1,100}$'
                    or h.value #>> '{}' !~ '^[[:print:]]*$' or length(h.value #>> '{}') > 1000
            ) then 'its headers must be an object of names and printable texts'
    end;
begin
    if v_problem is not null then
        perform sched_engine.refuse('SC016', format('Webhook %s: %s.', coalesce(p_webhook.webhook_name, '(no name)'), v_problem),
            'For example {"webhook_name": "MES", "url": "https://mes.example.com/hook", "secret": "..."}.');
    end if;
end
$$;

comment on function sched_engine.check_webhook(api_v1.webhooks) is
    'Refuses (SC016) a webhook whose address, secret, events or headers cannot be used.';
