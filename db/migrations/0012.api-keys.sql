-- Keys of the HTTP API, and a schema for what PostgREST calls before each request.
set local role sched_owner;

create schema sched_http;
comment on schema sched_http is
    'What the HTTP API calls before each request: who is asking, and as which role. Not exposed as an endpoint.';
grant usage on schema sched_http to sched_anon, sched_viewer, sched_oee_reader, sched_planner, sched_admin;

create type sched.key_purpose as enum ('api', 'calendar');
comment on type sched.key_purpose is
    'What an API key opens: the whole API, or calendar feeds only (such a key may stand in a URL).';

create table sched.api_keys (
    id bigint generated always as identity primary key,
    key_name sched.title not null,
    key_prefix text not null,
    key_hash bytea not null,
    role_name text not null,
    scope_resource_id bigint references sched.resources (id) on delete cascade,
    purpose sched.key_purpose not null default 'api',
    expires_at sched.plan_instant,
    created_at timestamptz not null default now(),
    created_by sched.title not null,
    revoked_at timestamptz,
    revoked_by sched.title,
    constraint api_keys_hash_key unique (key_hash),
    constraint api_keys_hash_is_sha256 check (octet_length(key_hash) = 32),
    constraint api_keys_role_is_of_the_api check (
        role_name in ('sched_viewer', 'sched_oee_reader', 'sched_planner', 'sched_admin')
    ),
    constraint api_keys_revoked_by_somebody check ((revoked_at is null) = (revoked_by is null))
);
create unique index api_keys_name on sched.api_keys (key_name) where revoked_at is null;
create index api_keys_scope on sched.api_keys (scope_resource_id) where scope_resource_id is not null;

comment on table sched.api_keys is
    'Keys of the HTTP API. Only a hash is stored: a key is shown once, when it is created.';
comment on column sched.api_keys.key_name is 'Who or what uses it; unique among the keys that are not revoked.';
comment on column sched.api_keys.key_prefix is 'The first characters of the key, to recognize it by.';
comment on column sched.api_keys.key_hash is
    'SHA-256 of the key. A key is 240 random bits, so that a slow hash would protect it no better.';
comment on column sched.api_keys.role_name is 'The role that requests with this key have.';
comment on column sched.api_keys.scope_resource_id is
    'Root of the subtree that the key is limited to; null for the whole plant. The key goes when the resource is deleted:
without its limit it would open more than it was made for.';
comment on column sched.api_keys.purpose is 'What it opens.';
comment on column sched.api_keys.expires_at is 'First instant at which it is refused; null: never.';
comment on column sched.api_keys.created_by is 'Who created it.';
comment on column sched.api_keys.revoked_at is 'When it was revoked; null while it is not.';
comment on column sched.api_keys.revoked_by is 'Who revoked it.';

insert into sched.system_configuration (config_key, config_value, config_type, description, modified_by) values
('api_read_timeout_seconds', '15', 'setting',
'Longest time of an HTTP request that may only read, in seconds, 1 to 3600.', 'SYSTEM'),
('api_write_timeout_seconds', '60', 'setting',
'Longest time of an HTTP request of a planner or administrator, in seconds, 1 to 3600.', 'SYSTEM');
