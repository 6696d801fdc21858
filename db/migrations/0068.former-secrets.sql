-- Former secrets of a webhook, as many as still sign, where there was room for one. For the second until its functions
-- are loaded the relay sends nothing, and then what waits: to keep readers of the table waiting would stop edits.
set local role sched_owner;

lock table sched.webhook_subscriptions in access exclusive mode;

create table sched.webhook_former_secrets (
    subscription_id bigint not null references sched.webhook_subscriptions (id) on delete cascade,
    secret text not null,
    signs_until timestamptz not null,
    constraint webhook_former_secrets_key primary key (subscription_id, secret)
);
comment on table sched.webhook_former_secrets is
    'Secrets that webhooks had before. Each goes on signing deliveries for a day, beside the present one; it is never shown nor
logged.';
comment on column sched.webhook_former_secrets.signs_until is 'A day after another secret took its place.';

insert into sched.webhook_former_secrets (subscription_id, secret, signs_until)
select
    s.id,
    s.previous_secret,
    s.previous_secret_until
from sched.webhook_subscriptions as s
where s.previous_secret <> s.secret and s.previous_secret_until > clock_timestamp();

alter table sched.webhook_subscriptions
drop column previous_secret,
drop column previous_secret_until;
