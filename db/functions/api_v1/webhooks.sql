create or replace view api_v1.webhooks as
select
    w.id,
    w.webhook_name,
    w.url,
    w.event_types,
    w.resource_id,
    r.resource_code::text as resource_code,
    null::text as secret,
    w.headers,
    w.is_active and e.disabled_at is null as is_active,
    w.created_by,
    w.created_at,
    w.updated_at
from sched.webhook_subscriptions as w
left join sched.resources as r on r.id = w.resource_id
left join sched.webhook_endpoints as e on e.subscription_id = w.id;

comment on view api_v1.webhooks is
    'Registered webhooks: URLs of other systems to be told when the plan changes

With a resource, by resource_id or resource_code: only what concerns it. How they are doing: webhook_status; what was sent:
webhook_deliveries. Both can be embedded.';
comment on column api_v1.webhooks.id is 'Surrogate key. Given by the system.';
comment on column api_v1.webhooks.webhook_name is 'What it is for; unique.';
comment on column api_v1.webhooks.url is
    'An http or https URL, its host a name in ASCII, an IPv4 address as four decimal numbers or an IPv6 address in brackets.
An address that is not public must be allowed by the relay (SCHED_RELAY_ALLOW).';
comment on column api_v1.webhooks.event_types is
    'schedule.changed: the plan of a business date changed; schedule.generated: dates were planned for the first time. Both
when left out.';
comment on column api_v1.webhooks.resource_id is 'Root of the part of the plant it is about; null: the whole plant.';
comment on column api_v1.webhooks.resource_code is 'Its code, instead of resource_id.';
comment on column api_v1.webhooks.secret is
    'What deliveries are signed with, in the form of Standard Webhooks: whsec_ and the base64 of 24 to 64 bytes. Write-only: it
always reads null.';
comment on column api_v1.webhooks.headers is 'Other headers of a delivery: an object of names and values.';
comment on column api_v1.webhooks.is_active is 'False: kept, but told nothing; also when the system disabled it, for the reason that webhook_status tells. Writing true
enables it.';
comment on column api_v1.webhooks.created_by is 'Who registered it. Read-only.';
comment on column api_v1.webhooks.created_at is 'When. Read-only.';
comment on column api_v1.webhooks.updated_at is 'When it was last changed. Read-only.';

alter view api_v1.webhooks owner to sched_views;
grant select, insert, update, delete on api_v1.webhooks to sched_admin;

create or replace trigger write_webhook
instead of insert or update or delete on api_v1.webhooks
for each row execute function sched_http.write_webhook();
