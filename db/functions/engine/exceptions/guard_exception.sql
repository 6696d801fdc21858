create or replace function sched_engine.guard_exception()
returns trigger
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_lock constant date := sched_engine.period_lock();
begin
    if new.recurrence_rule is not null then
        perform sched_engine.check_rrule(new.recurrence_rule);
    end if;
    if new.impact_type = 'additional' and new.end_datetime > new.start_datetime + interval '24 hours' then
        perform sched_engine.refuse('SC004',
            format('Overtime from %s to %s lasts longer than 24 hours.', new.start_datetime, new.end_datetime),
            'Enter one day, and repeat it with a recurrence rule such as FREQ=DAILY;COUNT=3.');
    end if;
    -- Zones reach to UTC-12: what starts later than this lies, everywhere, after the locked dates.
    if least(new.start_datetime, old.start_datetime)
        < (v_lock + 1)::timestamp at time zone 'UTC' + interval '12 hours'
        or (v_lock > '-infinity' and new.recurrence_added || old.recurrence_added <> '{}') then
        perform sched_engine.keep_locked_exception(old, new);
    end if;
    if tg_op = 'DELETE' then
        return old;
    end if;
    return new;
end
$$;

comment on function sched_engine.guard_exception() is
    'Trigger: refuses bad recurrence rules (SC012), overtime of more than 24 hours (SC004), and edits that change what an
exception does in the locked period (SC010).';

create or replace trigger guard_exception
before insert or update or delete on sched.schedule_exceptions
for each row execute function sched_engine.guard_exception();
