-- The functions of the version before come from db/functions.
set local role sched_owner;

drop function if exists sched_engine.check_webhook(api_v1.webhooks, api_v1.webhooks);
drop function if exists sched_engine.webhook_url_problem(text);
drop function if exists sched_engine.is_public_address(inet);
drop function if exists sched_engine.allow_networks(cidr[]);
drop table sched.relay_networks;
