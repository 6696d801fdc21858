-- Apart from mark_stale because exceptions are entered all day long: a query that is written out keeps its plan.
create or replace function sched_engine.mark_exceptions_stale()
returns trigger
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
set plan_cache_mode = 'force_generic_plan'
as $$
declare
    v_edited sched.schedule_exceptions[];
begin
    -- Each trigger keeps the plan of its own branch; the others name tables that it does not have.
    case tg_op
        when 'INSERT' then
            v_edited := array(select n::sched.schedule_exceptions from new_rows as n);
        when 'DELETE' then
            v_edited := array(select o::sched.schedule_exceptions from old_rows as o);
        else -- what the rows said before, and what they say now
            v_edited := array(
                select o::sched.schedule_exceptions from old_rows as o
                union all
                select n::sched.schedule_exceptions from new_rows as n
            );
    end case;

    insert into sched.stale_dates (resource_id, dates, cause, changed_by, traceparent, cuts_only)
    select
        e.resource_id,
        unnest(range_agg(
            -- A shift may run into the next date, be moved by one more, and lie on another date in UTC.
            daterange(
                (e.start_datetime at time zone 'UTC')::date - 3,
                case when e.recurrence_rule is null then (e.end_datetime at time zone 'UTC')::date + 3 end,
                '[]'
            )
        )),
        jsonb_build_object('table', tg_table_name, 'action', tg_op, 'ids', jsonb_agg(distinct e.id)),
        sched_engine.acting_user(),
        sched_engine.current_trace(),
        bool_and(e.impact_type in ('no_operation', 'reduced'))
    from unnest(v_edited) as e
    -- not those of a resource that is being deleted
    inner join sched.resources as r on r.id = e.resource_id
    group by e.resource_id;
    return null;
end
$$;

comment on function sched_engine.mark_exceptions_stale() is
    'Trigger: marks the resources and business dates whose plan edited exceptions may change, in sched.stale_dates.';

create or replace trigger mark_stale_insert_new after insert on sched.schedule_exceptions
referencing new table as new_rows
for each statement execute function sched_engine.mark_exceptions_stale();

create or replace trigger mark_stale_update after update on sched.schedule_exceptions
referencing old table as old_rows new table as new_rows
for each statement execute function sched_engine.mark_exceptions_stale();

create or replace trigger mark_stale_delete_old after delete on sched.schedule_exceptions
referencing old table as old_rows
for each statement execute function sched_engine.mark_exceptions_stale();
