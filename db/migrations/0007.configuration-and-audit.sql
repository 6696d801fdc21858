-- Settings and feature flags, and who changed what.
set local role sched_owner;

create type sched.config_type as enum ('feature', 'setting', 'integration');
comment on type sched.config_type is
    'What a configuration entry is: a feature flag, a setting, or a tie to another system.';

create table sched.system_configuration (
    config_key text primary key,
    config_value text not null,
    config_type sched.config_type not null default 'setting',
    description text not null,
    is_active boolean not null default true,
    modified_at timestamptz not null default now(),
    modified_by sched.title not null,
    constraint system_configuration_key_is_a_name check (config_key ~ '^[a-z][a-z0-9_]{0,99}$'),
    constraint system_configuration_value_not_empty check (config_value <> '')
);
comment on table sched.system_configuration is
    'Feature flags and settings. A change takes effect at once, without deployment.';
comment on column sched.system_configuration.config_key is 'Name of the flag or setting.';
comment on column sched.system_configuration.config_value is 'Its value, as text.';
comment on column sched.system_configuration.description is 'What it does, its unit and its possible values.';
comment on column sched.system_configuration.is_active is 'False: the built-in default is used instead.';
comment on column sched.system_configuration.modified_by is 'Who set it last.';

insert into sched.system_configuration (config_key, config_value, config_type, description, modified_by) values
('phase2_enabled', 'false', 'feature', 'Employees, teams, rotations and coverage: true or false.', 'SYSTEM'),
('employee_module_enabled', 'false', 'feature', 'Employee records and API v2: true or false.', 'SYSTEM'),
('pattern_complexity_level', 'simple', 'setting',
'Highest complexity of patterns offered: simple, advanced or expert.', 'SYSTEM'),
('schedule_generation_batch_size', '1000', 'setting', 'Resources generated per transaction, 1 to 100000.', 'SYSTEM'),
('generation_max_years', '10', 'setting', 'Longest date range of one generation, in years, 1 to 50.', 'SYSTEM'),
('webhook_retry_attempts', '10', 'integration', 'Attempts before a webhook delivery is given up.', 'SYSTEM');

create table sched.audit_log (
    id bigint generated always as identity,
    table_name text not null,
    record_id text not null,
    action text not null,
    changed_by text not null,
    changed_at timestamptz not null default now(),
    old_values jsonb,
    new_values jsonb,
    ip_address inet,
    user_agent text,
    constraint audit_log_pkey primary key (id, changed_at),
    constraint audit_log_action_is_known check (action in ('INSERT', 'UPDATE', 'DELETE'))
);
select public.create_hypertable(
    'sched.audit_log', public.by_range('changed_at', interval '91 days'), create_default_indexes => false
);
create index audit_log_record on sched.audit_log (table_name, record_id, changed_at);
create index audit_log_user on sched.audit_log (changed_by, changed_at);

comment on table sched.audit_log is
    'Every insert, update and delete in a table that people edit, with the acting user.';
comment on column sched.audit_log.table_name is 'Table in schema sched.';
comment on column sched.audit_log.record_id is 'Primary key; parts of a composite key joined with a slash.';
comment on column sched.audit_log.changed_by is
    'Acting user: setting app.current_user, else the user of the API token, else the database user.';
comment on column sched.audit_log.old_values is 'The row before; null for INSERT.';
comment on column sched.audit_log.new_values is 'The row after; null for DELETE.';
