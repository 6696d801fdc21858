create or replace function sched_engine.overtime_warning(p_exception_id bigint)
returns text
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_exception sched.schedule_exceptions;
    v_zone text;
    v_machines bigint;
    v_from date;
    v_to date;
    v_period text := '';
    v_warning text;
begin
    select e.* into v_exception
    from sched.schedule_exceptions as e
    where e.id = p_exception_id and e.is_active and e.impact_type = 'additional';
    if not found then
        return null;
    end if;
    select count(*) into v_machines
    from sched.resources as r
    where r.path_ids @> array[v_exception.resource_id] and r.requires_scheduling and r.is_active;
    if v_machines = 0 then
        return 'It adds nothing: no scheduled machine is at or below its resource.';
    end if;
    select z.time_zone into v_zone from sched_engine.effective_time_zones(array[v_exception.resource_id]) as z;
    v_from := v_exception.start_datetime at time zone v_zone;
    v_to := v_from;
    if v_exception.recurrence_rule is not null then
        -- The months ahead, or as much of them as a preview would look at.
        v_from := greatest(v_from, (sched_engine.current_instant() at time zone v_zone)::date);
        v_to := greatest(v_from, least(
            sched_engine.horizon_end(),
            v_from + (sched_engine.setting_int('what_if_machine_days', 200000) / v_machines)::integer
        ));
        v_period := format(' from %s to %s', v_from, v_to);
    end if;

    with effect as materialized (
        select
            f.outcome,
            f.decided_by,
            m.code,
            f.hours
        from sched_engine.overtime_effect(p_exception_id, v_from, v_to) as f
        cross join lateral unnest(f.machines) as m (code)
    ),

    sums as (
        select
            f.outcome,
            f.decided_by,
            sum(f.hours) as hours,
            sched_engine.counted(trim_scale(round(sum(f.hours), 2)), 'hour') as told,
            sched_engine.shorten_names(array_agg(f.code order by f.code)) as machines,
            case count(*) when 1 then 'is' else 'are' end as verb
        from effect as f
        group by f.outcome, f.decided_by
    )

    select
        format(
            '%s of its %s%s count: %s.',
            coalesce((select trim_scale(round(c.hours, 2))::text from sums as c where c.outcome = 'counts'), 'None'),
            w.told, v_period, string_agg(case s.outcome
                when 'stopped' then format('%s %s stopped for %s by exception %s (%s, %s)', s.machines, s.verb, s.told,
                    s.decided_by, e.exception_type, e.description)
                when 'overtime' then format('%s %s in overtime already for %s, by exception %s', s.machines, s.verb,
                    s.told, s.decided_by)
                else format('%s %s operating anyway for %s', s.machines, s.verb, s.told)
            end, '; ' order by s.hours desc, s.decided_by)
        )
    into v_warning
    from sums as w
    inner join sums as s on s.outcome not in ('wanted', 'counts')
    left join sched.schedule_exceptions as e on e.id = s.decided_by
    where w.outcome = 'wanted'
    group by w.told;
    return v_warning;
end
$$;

comment on function sched_engine.overtime_warning(bigint) is
    'How much of the overtime of an exception adds no operating time, and why, in a sentence; null when all of it counts, or
when it is not overtime in force. For one that recurs, over the months ahead.';
