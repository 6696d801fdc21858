create or replace function sched_engine.keep_former_secret()
returns trigger
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_most constant integer := 9;
    v_count integer;
    v_free_at timestamptz;
begin
    -- What signs no more is not kept, and one that comes back is a former one no longer.
    delete from sched.webhook_former_secrets as f
    where f.subscription_id = new.id and (f.signs_until <= clock_timestamp() or f.secret = new.secret);
    select
        count(*),
        min(f.signs_until)
    into v_count, v_free_at
    from sched.webhook_former_secrets as f
    where f.subscription_id = new.id;
    -- To drop the oldest instead would shut out a receiver that was promised a day.
    if v_count >= v_most then
        perform sched_engine.refuse('SC016',
            format('Webhook %s cannot have another secret yet: %s of the last day still sign its deliveries.',
                new.webhook_name, v_count + 1),
            format('Wait until %s UTC, when the oldest of them has signed for a day, or register the webhook anew.',
                to_char(v_free_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI')));
    end if;
    insert into sched.webhook_former_secrets (subscription_id, secret, signs_until)
    values (new.id, old.secret, clock_timestamp() + interval '1 day');
    return null;
end
$$;

comment on function sched_engine.keep_former_secret() is
    'Trigger: a secret that another takes the place of signs for another day (sched_engine.webhook_secrets). SC016: ten sign
already, so that the header with the signatures stays short.';

create or replace trigger keep_former_secret
after update of secret on sched.webhook_subscriptions
for each row when (old.secret <> new.secret)
execute function sched_engine.keep_former_secret();
