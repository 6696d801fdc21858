-- Who wants to be told of changes of the plan, and what writing through the views of the HTTP API needs.
set local role sched_owner;

-- A list of rows in a request is read as columns of their types, and a type is found only in a schema that may be
-- used. No table of it is granted to anybody.
grant usage on schema sched to sched_planner, sched_admin;

create table sched.webhook_subscriptions (
    id bigint generated always as identity primary key,
    webhook_name sched.title not null unique,
    url text not null,
    event_types text[] not null default '{schedule.changed,schedule.generated}',
    resource_id bigint references sched.resources (id) on delete cascade,
    secret text not null,
    headers jsonb not null default '{}',
    is_active boolean not null default true,
    created_at timestamptz not null default now(),
    created_by sched.title not null,
    updated_at timestamptz not null default now(),
    constraint webhooks_url_is_http check (
        length(url) <= 2000 and url ~ '^https?://[^[:space:][:cntrl:]/?#@]+([/?#][^[:space:][:cntrl:]]*)?$'
    ),
    constraint webhooks_event_types_are_known check (
        cardinality(event_types) > 0 and array_position(event_types, null) is null
        and event_types <@ array['schedule.changed', 'schedule.generated']
    ),
    constraint webhooks_secret_is_long check (length(secret) between 16 and 200),
    constraint webhooks_headers_are_an_object check (jsonb_typeof(headers) = 'object')
);
create index webhooks_resource on sched.webhook_subscriptions (resource_id) where resource_id is not null;

comment on table sched.webhook_subscriptions is
    'Registered webhooks: URLs of other systems that want to be told when the plan changes.';
comment on column sched.webhook_subscriptions.webhook_name is 'What it is for; used once.';
comment on column sched.webhook_subscriptions.url is 'An http or https URL without a user name or password in it.';
comment on column sched.webhook_subscriptions.event_types is
    '`schedule.changed`: the plan of a business date changed; `schedule.generated`: dates were planned for the first time.';
comment on column sched.webhook_subscriptions.resource_id is
    'Only changes at and below this resource; null: of the whole plant.';
comment on column sched.webhook_subscriptions.secret is
    'What deliveries are signed with, 16 to 200 characters; written, but never shown nor logged.';
comment on column sched.webhook_subscriptions.headers is 'Further headers of a delivery: an object of names and values.';
comment on column sched.webhook_subscriptions.is_active is 'False: kept, but not told.';
comment on column sched.webhook_subscriptions.created_by is 'Who registered it.';
