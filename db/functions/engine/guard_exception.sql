create or replace function sched_engine.guard_exception()
returns trigger
language plpgsql
security definer
set search_path = ''
as $$
declare
    v_lock constant date := sched_engine.period_lock();
    v_code text;
begin
    -- Zones reach to UTC+14: what starts before this instant lies, somewhere, on a locked date.
    if least(new.start_datetime, old.start_datetime) < (v_lock + 1)::timestamp at time zone 'UTC' - interval '14 hours'
        then
        select r.resource_code into v_code
        from sched.resources as r where r.id = coalesce(new.resource_id, old.resource_id);
        perform sched_engine.refuse(
            'SC010',
            format('Exceptions of %s up to %s can no longer be changed: the period is locked.', v_code, v_lock),
            'Enter it after the lock, or move the setting period_lock_date back.',
            format('The exception starts at %s.', least(new.start_datetime, old.start_datetime))
        );
    end if;
    if tg_op = 'DELETE' then
        return old;
    end if;

    if new.recurrence_rule is not null then
        perform sched_engine.check_rrule(new.recurrence_rule);
    end if;
    if new.impact_type = 'additional' and new.end_datetime > new.start_datetime + interval '24 hours' then
        perform sched_engine.refuse('SC004',
            format('Overtime from %s to %s lasts longer than 24 hours.', new.start_datetime, new.end_datetime),
            'Enter one day, and repeat it with a recurrence rule such as FREQ=DAILY;COUNT=3.');
    end if;
    return new;
end
$$;

comment on function sched_engine.guard_exception() is
    'Trigger: refuses exceptions in the locked period (SC010), bad recurrence rules (SC012) and overtime of more than 24 hours
(SC004).';

create or replace trigger guard_exception
before insert or update or delete on sched.schedule_exceptions
for each row execute function sched_engine.guard_exception();
