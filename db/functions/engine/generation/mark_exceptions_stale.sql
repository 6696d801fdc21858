-- Apart from mark_stale because exceptions are entered all day long: a query that is written out keeps its plan.
create or replace function sched_engine.mark_exceptions_stale()
returns trigger
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    insert into sched.stale_dates (resource_id, dates, cause, changed_by)
    select
        e.resource_id,
        unnest(range_agg(e.dates)),
        jsonb_build_object('table', tg_table_name, 'action', tg_op, 'ids', jsonb_agg(distinct e.id)),
        sched_engine.acting_user()
    from (
        select
            c.id,
            c.resource_id,
            -- A shift may run into the next date, be moved by one more, and lie on another date in UTC.
            daterange(
                (c.start_datetime at time zone 'UTC')::date - 3,
                case when c.recurrence_rule is null then (c.end_datetime at time zone 'UTC')::date + 3 end,
                '[]'
            ) as dates
        from changed_rows as c
    ) as e
    -- not those of a resource that is being deleted
    inner join sched.resources as r on r.id = e.resource_id
    group by e.resource_id;
    return null;
end
$$;

comment on function sched_engine.mark_exceptions_stale() is
    'Trigger: marks the resources and business dates whose plan edited exceptions may change, in sched.stale_dates.';

-- An update marks what the rows said before and what they say now.
create or replace trigger mark_stale_insert_new
after insert on sched.schedule_exceptions
referencing new table as changed_rows
for each statement execute function sched_engine.mark_exceptions_stale();

create or replace trigger mark_stale_update_old
after update on sched.schedule_exceptions
referencing old table as changed_rows
for each statement execute function sched_engine.mark_exceptions_stale();

create or replace trigger mark_stale_update_new
after update on sched.schedule_exceptions
referencing new table as changed_rows
for each statement execute function sched_engine.mark_exceptions_stale();

create or replace trigger mark_stale_delete_old
after delete on sched.schedule_exceptions
referencing old table as changed_rows
for each statement execute function sched_engine.mark_exceptions_stale();
