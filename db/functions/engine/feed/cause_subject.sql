create or replace function sched_engine.cause_subject(p_table text, p_id bigint)
returns text
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
    select case p_table
        when 'schedule_exceptions' then (
            select format(
                'exception %s (%s: %s)%s', e.id, e.exception_type, e.description,
                case when not e.is_active then ', cancelled now' end
            )
            from sched.schedule_exceptions as e
            where e.id = p_id
        )
        when 'resource_pattern_assignments' then (
            -- What is not there any more is in the audit log.
            select format(
                'pattern %s for %s from %s%s', p.pattern_code, r.resource_code, a.effective_date, ' to ' || a.end_date
            )
            from coalesce(
                (select to_jsonb(i) from sched.resource_pattern_assignments as i where i.id = p_id),
                (
                    select l.old_values
                    from sched.audit_log as l
                    where l.table_name = p_table and l.record_id = p_id::text and l.action = 'DELETE'
                    order by l.changed_at desc
                    limit 1
                )
            ) as k (row)
            cross join jsonb_populate_record(null::sched.resource_pattern_assignments, k.row) as a
            inner join sched.operating_patterns as p on p.id = a.pattern_id
            inner join sched.resources as r on r.id = a.resource_id
        )
        when 'holidays' then (
            select format('holiday %s%s (%s)', h.holiday_name, ' on ' || h.holiday_date, c.calendar_code)
            from coalesce(
                (select to_jsonb(i) from sched.holidays as i where i.id = p_id),
                (
                    select l.old_values
                    from sched.audit_log as l
                    where l.table_name = p_table and l.record_id = p_id::text and l.action = 'DELETE'
                    order by l.changed_at desc
                    limit 1
                )
            ) as k (row)
            cross join jsonb_populate_record(null::sched.holidays, k.row) as h
            inner join sched.holiday_calendars as c on c.id = h.calendar_id
        )
        when 'holiday_calendars' then (
            select format('default calendar %s', c.calendar_code) from sched.holiday_calendars as c where c.id = p_id
        )
        when 'resource_calendar_assignments' then (
            select format('assignment of calendar %s', c.calendar_code) from sched.holiday_calendars as c where c.id = p_id
        )
        when 'operating_patterns' then (
            select format('pattern %s', p.pattern_code) from sched.operating_patterns as p where p.id = p_id
        )
        when 'resources' then (
            select format('resource %s', r.resource_code) from sched.resources as r where r.id = p_id
        )
    end
$$;

comment on function sched_engine.cause_subject(text, bigint) is
    'What was edited, in words: a row of a table of the model by its id, as "exception 7 (maintenance: Belt)". Null for what
is no longer known.';
