-- The constraint has the last word; it is here that people are told what they clash with.
create or replace function sched_http.refuse_duplicate_holiday()
returns trigger
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_context text;
    v_statement text;
    v_calendar text;
begin
    get diagnostics v_context = pg_context;
    v_statement := case
        when strpos(v_context, E'\n') = 0 then current_query()
        else substring(v_context from '^[^\n]*\nSQL statement "(.*)$')
    end;
    -- What becomes of duplicates is up to a statement that says so. What one of an SQL function says is not known here.
    if v_statement is null or v_statement ~* '\mon\s+conflict\M' then
        return new;
    end if;
    select c.calendar_code into v_calendar
    from sched.holidays as h
    inner join sched.holiday_calendars as c on c.id = h.calendar_id
    where h.calendar_id = new.calendar_id and h.holiday_name = new.holiday_name
        and (h.holiday_date, h.recurrence_rule) is not distinct from (new.holiday_date, new.recurrence_rule)
        and h.id <> new.id;
    if v_calendar is not null then
        perform sched_engine.refuse('23505',
            format('Calendar %s has the entry "%s" %s already.', v_calendar, new.holiday_name,
                coalesce('on ' || new.holiday_date::date, 'by the rule ' || new.recurrence_rule)),
            'Change that entry, or give this one another name. Where entries may be there already, insert them with on conflict: '
            'over HTTP an upsert with on_conflict=calendar_id,holiday_date,recurrence_rule,holiday_name.');
    end if;
    return new;
end
$$;

comment on function sched_http.refuse_duplicate_holiday() is
    'Trigger: an entry that its calendar has already is refused (23505) with the calendar, the date and the name.';

create or replace trigger y_refuse_duplicate
before insert or update on sched.holidays
for each row execute function sched_http.refuse_duplicate_holiday();
