create or replace view api_v1.audit_log as
select
    a.id,
    a.table_name,
    a.record_id,
    a.action,
    a.changed_by,
    a.changed_at,
    a.old_values,
    a.new_values,
    a.ip_address
from sched.audit_log as a
where not (
    a.table_name = 'operating_patterns'
    and a.record_id in (
        select p.id::text
        from sched.operating_patterns as p
        where p.is_system_pattern and p.complexity_level > 'simple'
    )
)
-- Entries about people are for those who may see people.
and (a.table_name not like 'emp\_%' or pg_has_role(current_user, 'sched_workforce_viewer', 'usage'));

comment on view api_v1.audit_log is
    'Every insert, update and delete in a table that people edit

Filter by table_name and record_id, by changed_by, or by changed_at. Empty for a key that is limited to a subtree.';
comment on column api_v1.audit_log.id is 'Number of the entry.';
comment on column api_v1.audit_log.table_name is 'The table.';
comment on column api_v1.audit_log.record_id is 'Primary key of the row; parts of a composite key joined with a slash.';
comment on column api_v1.audit_log.action is 'INSERT, UPDATE or DELETE.';
comment on column api_v1.audit_log.changed_by is 'Who did it.';
comment on column api_v1.audit_log.changed_at is 'When.';
comment on column api_v1.audit_log.old_values is 'The row before; null for INSERT.';
comment on column api_v1.audit_log.new_values is 'The row after; null for DELETE.';
comment on column api_v1.audit_log.ip_address is 'Address of the database client.';

alter view api_v1.audit_log owner to sched_views;
grant select on api_v1.audit_log to sched_admin;
