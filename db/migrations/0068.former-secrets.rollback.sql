-- The version before signs with one former secret: the latest. Its functions come from db/functions.
set local role sched_owner;

lock table sched.webhook_subscriptions in access exclusive mode;

drop function if exists sched_engine.keep_former_secret() cascade;
alter table sched.webhook_subscriptions
add column previous_secret text,
add column previous_secret_until timestamptz;
comment on column sched.webhook_subscriptions.previous_secret is
    'The secret before the last rotation; deliveries are signed with both until previous_secret_until.';
update sched.webhook_subscriptions as s
set
    previous_secret = f.secret,
    previous_secret_until = f.signs_until
from (
    select distinct on (i.subscription_id)
        i.subscription_id,
        i.secret,
        i.signs_until
    from sched.webhook_former_secrets as i
    order by i.subscription_id asc, i.signs_until desc
) as f
where f.subscription_id = s.id;
drop table sched.webhook_former_secrets;
