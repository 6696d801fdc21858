create or replace function sched_engine.keep_locked_exception(
    p_old sched.schedule_exceptions, p_new sched.schedule_exceptions
)
returns void
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_before constant tstzrange[] := sched_engine.locked_stretches(p_old);
    v_after constant tstzrange[] := sched_engine.locked_stretches(p_new);
    v_id constant bigint := coalesce(p_old.resource_id, p_new.resource_id);
    v_code constant text := (select r.resource_code::text from sched.resources as r where r.id = v_id);
    v_zone constant text := (select z.time_zone from sched_engine.effective_time_zones(array[v_id]) as z);
    v_open constant timestamptz := sched_engine.first_unlocked(v_zone);
    v_moment constant text := format('%s (%s)', to_char(v_open at time zone v_zone, 'YYYY-MM-DD HH24:MI'), v_zone);
    v_first constant text := to_char(
        lower(coalesce(v_before[1], v_after[1])) at time zone v_zone, 'YYYY-MM-DD HH24:MI'
    );
begin
    if v_before = v_after and (
        v_before = '{}'
        or (
            p_old.resource_id, p_old.exception_type, p_old.impact_type, p_old.capacity_percent, p_old.shift_minutes,
            p_old.shift_code, p_old.is_active
        ) is not distinct from (
            p_new.resource_id, p_new.exception_type, p_new.impact_type, p_new.capacity_percent, p_new.shift_minutes,
            p_new.shift_code, p_new.is_active
        )
    ) then
        return;
    elsif v_before = '{}' then
        perform sched_engine.refuse(
            'SC010',
            format('The period up to %s is locked, and the exception would change %s before %s.',
                sched_engine.period_lock(), v_code, v_moment),
            format('Enter it from %s on, or move the setting period_lock_date back.', v_moment),
            format('It would happen from %s on.', v_first)
        );
    end if;
    perform sched_engine.refuse(
        'SC010',
        format('The period up to %s is locked: what exception %s does to %s before %s stays as it is.',
            sched_engine.period_lock(), p_old.id, v_code, v_moment),
        case
            when p_old.recurrence_rule is not null then format(
                'Cancel single occurrences from %s on, or end its rule there (UNTIL); or move the setting '
                'period_lock_date back.', v_moment
            )
            when coalesce(p_old.end_datetime > v_open, true) then format(
                'Close it at %s or later; or move the setting period_lock_date back.', v_moment
            )
            else format(
                'Enter what is to be different as another exception from %s on; or move the setting '
                'period_lock_date back.', v_moment
            )
        end,
        format('It happens from %s on.', v_first)
    );
end
$$;

comment on function sched_engine.keep_locked_exception(sched.schedule_exceptions, sched.schedule_exceptions) is
    'Refuses (SC010) an edit of an exception that changes anything before the first instant after the period lock, by the
clock of its resource: when it happens until then, at which resource, how, and whether it is in force. What comes after may
be edited: its end, its rule, single occurrences; and its description always. Old is null for a new exception, new for
one that is deleted.';
