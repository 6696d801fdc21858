create or replace function sched_http.write_webhook()
returns trigger
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_resource_id bigint;
    v_id bigint;
begin
    if tg_op = 'DELETE' then
        delete from sched.webhook_subscriptions as w where w.id = old.id;
        return old;
    end if;

    perform sched_http.refuse_computed(
        'webhooks', to_jsonb(old), to_jsonb(new), '{id,created_by,created_at,updated_at}'
    );
    -- What a change leaves as it was says nothing: one of the two may be taken away alone.
    if num_nonnulls(new.resource_id, new.resource_code) = 2
        or (old.resource_id is null and num_nonnulls(new.resource_id, new.resource_code) = 1) then
        v_resource_id := sched_http.given_resource(
            new.resource_id, new.resource_code, old.resource_id, old.resource_code
        );
    elsif coalesce(current_setting('sched.scope', true), '') not in ('', '{}') then
        perform sched_engine.refuse('SC013', 'A webhook for the whole plant needs access to the whole plant.',
            'Give a resource_id or resource_code in your part of it.');
    end if;
    if tg_op = 'UPDATE' then
        old.secret := (select w.secret from sched.webhook_subscriptions as w where w.id = old.id);
        new.secret := coalesce(new.secret, old.secret);
    end if;
    -- No constraint may ever refuse a row: the server's message would quote it, secret and all.
    new.headers := coalesce(new.headers, '{}');
    new.is_active := coalesce(new.is_active, true);
    new.event_types := coalesce(new.event_types, '{schedule.changed,schedule.generated}');
    perform sched_http.check_webhook(new, old);

    if tg_op = 'INSERT' then
        insert into sched.webhook_subscriptions
        (webhook_name, url, event_types, resource_id, secret, headers, is_active, created_by)
        values (
            new.webhook_name, new.url, new.event_types, v_resource_id,
            new.secret, new.headers, new.is_active, sched_engine.acting_user()
        )
        returning id into v_id;
    else
        update sched.webhook_subscriptions as w
        set
            webhook_name = new.webhook_name,
            url = new.url,
            event_types = new.event_types,
            resource_id = v_resource_id,
            secret = new.secret,
            headers = new.headers,
            -- One that the system disabled is shown as not active. A change of something else leaves it so.
            is_active = case when new.is_active = old.is_active then w.is_active else new.is_active end,
            updated_at = now()
        where w.id = old.id
        returning id into v_id;
        if new.is_active then
            perform sched_engine.activate_webhook(v_id, true);
        end if;
    end if;
    select w.* into new from api_v1.webhooks as w where w.id = v_id;
    return new;
end
$$;

comment on function sched_http.write_webhook() is
    'Trigger: writes webhooks through api_v1.webhooks. A secret that is not given stays as it was; one that is
replaced signs for another day. Any change of one that is on, or is switched on, forgets failures, and what waits is due.';
