create or replace function sched_engine.mark_holidays_rosters()
returns trigger
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    -- Few teams are off on holidays, and few edits concern them: which calendars they observe is not asked.
    perform sched_engine.mark_team_rosters(
        tg_table_name, tg_op, array_agg(c.id), array_agg(c.team_id),
        case when bool_and(c.holiday_date is not null) then daterange(min(c.holiday_date), max(c.holiday_date), '[]')
        else daterange(null, null) end
    )
    from (
        select
            i.id,
            i.holiday_date::date as holiday_date,
            t.id as team_id
        from changed_rows as i
        cross join sched.emp_teams as t
        where not t.works_holidays
    ) as c;
    return null;
end
$$;

comment on function sched_engine.mark_holidays_rosters() is
    'Trigger: marks the dates of holidays that are edited in the rosters of teams that are off on holidays.';

-- An update marks what the rows said before and what they say now.
create or replace trigger mark_rosters_insert after insert on sched.holidays
referencing new table as changed_rows for each statement execute function sched_engine.mark_holidays_rosters();
create or replace trigger mark_rosters_update_old after update on sched.holidays
referencing old table as changed_rows for each statement execute function sched_engine.mark_holidays_rosters();
create or replace trigger mark_rosters_update_new after update on sched.holidays
referencing new table as changed_rows for each statement execute function sched_engine.mark_holidays_rosters();
create or replace trigger mark_rosters_delete after delete on sched.holidays
referencing old table as changed_rows for each statement execute function sched_engine.mark_holidays_rosters();
