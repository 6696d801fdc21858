create or replace function sched_engine.mark_absences_rosters()
returns trigger
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    perform sched_engine.mark_rosters(
        tg_table_name, tg_op, array_agg(c.id), array_agg(c.employee_id),
        array_agg(coalesce(
            case when c.start_date is not null then daterange(c.start_date, c.end_date, '[]') end,
            daterange((c.start_time at time zone 'UTC')::date - 1, (c.end_time at time zone 'UTC')::date + 1, '[]')
        ))
    )
    from changed_rows as c
    where c.absence_status = 'approved';
    return null;
end
$$;

comment on function sched_engine.mark_absences_rosters() is
    'Trigger: marks the rosters of people who are absent at other times than before.';

-- An update marks what the rows said before and what they say now.
create or replace trigger mark_rosters_insert after insert on sched.emp_absences
referencing new table as changed_rows for each statement execute function sched_engine.mark_absences_rosters();
create or replace trigger mark_rosters_update_old after update on sched.emp_absences
referencing old table as changed_rows for each statement execute function sched_engine.mark_absences_rosters();
create or replace trigger mark_rosters_update_new after update on sched.emp_absences
referencing new table as changed_rows for each statement execute function sched_engine.mark_absences_rosters();
-- Not what is past its retention: the roster of its dates stays.
create or replace trigger mark_rosters_delete after delete on sched.emp_absences
referencing old table as changed_rows
for each statement when (coalesce(current_setting('sched.tidying', true), '') <> 'on')
execute function sched_engine.mark_absences_rosters();
