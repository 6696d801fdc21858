create or replace function sched_engine.edit_exception(p_exception_id bigint, p_changes jsonb)
returns boolean
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_old constant sched.schedule_exceptions := sched_engine.lock_exception(p_exception_id);
    v_new sched.schedule_exceptions;
    v_changes jsonb;
    v_zone text;
    v_later interval;
begin
    perform sched_engine.check_exception_changes(p_changes);
    if v_old.is_active is not true then
        perform sched_engine.refuse(
            'SC001',
            format('There is no exception %s in force.', p_exception_id),
            case
                when v_old.id is null then 'Look its number up in the list of exceptions.'
                else format('It is cancelled; to take it back: sched exceptions restore %s', p_exception_id)
            end
        );
    end if;

    v_changes := coalesce((
        select jsonb_object_agg(
            c.key,
            case
                when c.key in ('start_datetime', 'end_datetime') and jsonb_typeof(c.value) <> 'null'
                    then to_jsonb(sched_engine.resource_instant(v_old.resource_id, c.value #>> '{}'))
                else c.value
            end
        )
        from jsonb_each(p_changes) as c
    ), '{}');
    v_new := jsonb_populate_record(v_old, v_changes);
    -- What goes with the type or the impact goes with it, unless it is given.
    if not v_changes ? 'impact_type' then
        v_new.impact_type := case
            when v_new.exception_type = 'overtime' then 'additional'
            when v_old.impact_type = 'additional' then 'no_operation'
            else v_old.impact_type
        end;
    end if;
    if v_new.impact_type <> 'reduced' and not v_changes ? 'capacity_percent' then
        v_new.capacity_percent := null;
    end if;
    if v_new.impact_type <> 'shifted' and not v_changes ? 'shift_minutes' then
        v_new.shift_minutes := null;
    end if;
    if v_new.impact_type <> 'additional' and not v_changes ? 'shift_code' then
        v_new.shift_code := null;
    end if;

    -- Occurrences that were cancelled or added are known by their local start: at another time of day, they are the same.
    select z.time_zone into v_zone from sched_engine.effective_time_zones(array[v_old.resource_id]) as z;
    v_later := (v_new.start_datetime at time zone v_zone)::time - (v_old.start_datetime at time zone v_zone)::time;
    v_new.recurrence_excluded := array(select o.moment + v_later from unnest(v_old.recurrence_excluded) as o (moment));
    v_new.recurrence_added := array(select o.moment + v_later from unnest(v_old.recurrence_added) as o (moment));

    perform sched_engine.check_exception(
        v_new.resource_id, v_new.exception_type, v_new.start_datetime, v_new.end_datetime, v_new.impact_type,
        v_new.capacity_percent, v_new.recurrence_rule, v_new.shift_minutes, v_new.shift_code
    );
    update sched.schedule_exceptions as e
    set
        exception_type = v_new.exception_type,
        impact_type = v_new.impact_type,
        capacity_percent = v_new.capacity_percent,
        start_datetime = v_new.start_datetime,
        end_datetime = v_new.end_datetime,
        recurrence_rule = v_new.recurrence_rule,
        recurrence_excluded = v_new.recurrence_excluded,
        recurrence_added = v_new.recurrence_added,
        shift_minutes = v_new.shift_minutes,
        shift_code = v_new.shift_code,
        description = v_new.description
    where e.id = p_exception_id and e is distinct from v_new;
    return found;
end
$$;

comment on function sched_engine.edit_exception(bigint, jsonb) is
    'Changes what is given of an exception in force and leaves the rest: an object with columns of sched.schedule_exceptions,
exception_type, impact_type, capacity_percent, start_datetime and end_datetime (as sched_engine.resource_instant reads them),
recurrence_rule, shift_minutes, shift_code, description; null takes a value away. With another type or impact, what belonged
to the former goes. What it was before is in the audit log. False: it was like that already. SC001: unknown or cancelled.
SC004: an end not after the start, or values that do not fit. SC010: locked period. SC012: recurrence rule. SC008: a name that it does not know.';
