create or replace function sched_engine.ensure_chunks(p_from date, p_to date)
returns integer
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_plan date[];
    v_log date[];
begin
    -- A row written and removed leaves its partition behind.
    v_plan := sched_engine.missing_chunks('equipment_schedules', p_from, p_to);
    insert into sched.equipment_schedules
    (resource_id, planned_start_time, planned_end_time, schedule_date, schedule_status, capacity_percent)
    select 0, d.day, d.day + 1, d.day, 'shutdown', 0
    from unnest(v_plan) as d (day);
    delete from sched.equipment_schedules as s where s.resource_id = 0 and s.schedule_date = any(v_plan);

    -- The change feed and the audit log of this quarter and the next.
    v_log := sched_engine.missing_chunks('schedule_changes', current_date, current_date + 91);
    insert into sched.schedule_changes (epoch, changed_at, resource_id, change_kind, schedule_dates, changed_by)
    select 0, d.day, 0, 'generated', 'empty', ''
    from unnest(v_log) as d (day);
    delete from sched.schedule_changes as c where c.resource_id = 0 and c.changed_at = any(v_log::timestamptz[]);

    v_log := sched_engine.missing_chunks('audit_log', current_date, current_date + 91);
    insert into sched.audit_log (changed_at, table_name, record_id, action, changed_by)
    select d.day, '', '', 'INSERT', ''
    from unnest(v_log) as d (day);
    delete from sched.audit_log as a where a.table_name = '' and a.changed_at = any(v_log::timestamptz[]);
    return cardinality(v_plan);
end
$$;

comment on function sched_engine.ensure_chunks(date, date) is
    'Creates the partitions for the rows of these business dates, and those of the change feed and the audit log for the
coming quarter; returns how many of the first were missing. Call it in a transaction of its own before a large
generation: a partition that is created but not yet committed makes all other writers of new partitions wait.';
