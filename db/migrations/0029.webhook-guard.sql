-- Webhooks are checked when they are registered too, by the networks that the relay was told of.
set local role sched_owner;

create table sched.relay_networks (
    network cidr primary key,
    told_at timestamptz not null default now()
);
comment on table sched.relay_networks is
    'Networks that webhooks may go to although they are not public, as the relay that was started last told
(SCHED_RELAY_ALLOW). Registrations are checked by it; the relay itself goes by its own setting.';
comment on column sched.relay_networks.network is 'A network, or one address.';
comment on column sched.relay_networks.told_at is 'When a relay told of it first.';

-- It compares with what the webhook was.
drop function if exists sched_engine.check_webhook(api_v1.webhooks);
