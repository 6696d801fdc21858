create or replace view api_v1.system_configuration as
select
    c.config_key,
    c.config_value,
    c.config_type,
    c.description,
    c.is_active,
    sched_http.read_only(c.modified_at) as modified_at,
    sched_http.read_only(c.modified_by)::text as modified_by
from sched.system_configuration as c;

alter view api_v1.system_configuration alter column config_type set default 'setting';
alter view api_v1.system_configuration alter column is_active set default true;

comment on view api_v1.system_configuration is
    'Settings and feature flags; a change takes effect at once

Upsert with on_conflict=config_key, or PUT. A value of another kind than the setting has is refused (SC018).';
comment on column api_v1.system_configuration.config_key is 'Name of the flag or setting.';
comment on column api_v1.system_configuration.config_value is 'Its value, as text.';
comment on column api_v1.system_configuration.config_type is 'A feature flag, a setting, or a tie to another system.';
comment on column api_v1.system_configuration.description is 'What it does, its unit and its possible values.';
comment on column api_v1.system_configuration.is_active is 'False: the built-in default is used instead.';
comment on column api_v1.system_configuration.modified_at is 'When it was last set. Read-only.';
comment on column api_v1.system_configuration.modified_by is 'Who last set it. Read-only.';

alter view api_v1.system_configuration owner to sched_views;
grant select, insert, update, delete on api_v1.system_configuration to sched_admin;
