create or replace view api_v1.api_keys as
select
    k.id,
    k.key_name,
    k.key_prefix,
    k.role_name,
    k.scope_resource_id as resource_id,
    r.resource_code::text as resource_code,
    k.purpose,
    case
        when k.revoked_at is not null then 'revoked'
        when k.expires_at <= now() then 'expired'
        else 'in_force'
    end as state,
    k.expires_at,
    k.created_at,
    k.created_by,
    k.revoked_at,
    k.revoked_by
from sched.api_keys as k
left join sched.resources as r on r.id = k.scope_resource_id;

comment on view api_v1.api_keys is
    'Keys of this API

Keys are created and revoked on the command line (sched keys); neither they nor their hashes can be read.';
comment on column api_v1.api_keys.id is 'Number of the key.';
comment on column api_v1.api_keys.key_name is 'Who or what uses it.';
comment on column api_v1.api_keys.key_prefix is 'The first characters of the key, to recognize it by.';
comment on column api_v1.api_keys.role_name is 'The role of requests with this key.';
comment on column api_v1.api_keys.resource_id is 'Root of the subtree that it is limited to; null for the whole plant.';
comment on column api_v1.api_keys.resource_code is 'Code of that resource.';
comment on column api_v1.api_keys.purpose is 'api, or calendar: for calendar feeds only.';
comment on column api_v1.api_keys.state is 'in_force, expired or revoked.';
comment on column api_v1.api_keys.expires_at is 'First instant at which it is refused; null: never.';
comment on column api_v1.api_keys.created_at is 'When it was created.';
comment on column api_v1.api_keys.created_by is 'Who created it.';
comment on column api_v1.api_keys.revoked_at is 'When it was revoked.';
comment on column api_v1.api_keys.revoked_by is 'Who revoked it.';

alter view api_v1.api_keys owner to sched_views;
grant select on api_v1.api_keys to sched_admin;
