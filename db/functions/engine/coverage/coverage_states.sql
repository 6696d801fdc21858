create or replace function sched_engine.coverage_states(
    p_component sched_engine.coverage_component, p_events sched_engine.coverage_event[]
)
returns table (
    start_time timestamptz, end_time timestamptz, demand integer[], supply integer[], schedule_dates date[]
)
language plpgsql
immutable
parallel safe
rows 1000
set search_path = pg_catalog, pg_temp
as $$
declare
    v_requirements constant integer[] := p_component.requirements;
    v_heads constant integer[] := p_component.heads;
    v_each constant integer[] := p_component.machines_per_person;
    v_once constant boolean[] := p_component.are_once;
    v_first constant date := (select min(e.schedule_date) from unnest(p_events) as e);
    v_days constant integer := (select max(e.schedule_date) from unnest(p_events) as e) - v_first + 1;
    v_event sched_engine.coverage_event;
    v_machines integer[] := array_fill(0, array[cardinality(v_requirements)]);
    -- Of each requirement, machines by business date.
    v_by_date integer[] := array_fill(0, array[cardinality(p_component.requirement_ids) * coalesce(v_days, 0)]);
    v_nr integer;
    v_day integer;
    v_running bigint := 0;
begin
    if v_first is null then
        return;
    end if;
    demand := array_fill(0, array[cardinality(v_requirements)]);
    supply := array_fill(0, array[greatest(p_component.staff, 1)]);
    schedule_dates := array_fill(null::date, array[cardinality(p_component.requirement_ids)]);
    for v_event in select e.* from unnest(p_events) as e order by e.at loop
        if v_event.at > start_time and v_running > 0 then
            end_time := v_event.at;
            return next;
        end if;
        start_time := v_event.at;
        if v_event.staff is not null then
            supply[v_event.staff] := supply[v_event.staff] + v_event.change;
            continue;
        end if;

        v_nr := v_event.place;
        v_running := v_running + v_event.change;
        v_machines[v_nr] := v_machines[v_nr] + v_event.change;
        demand[v_nr] := case
            when v_once[v_nr] then least(v_machines[v_nr], 1) * v_heads[v_nr]
            else (v_machines[v_nr] * v_heads[v_nr] + v_each[v_nr] - 1) / v_each[v_nr]
        end;

        v_nr := v_requirements[v_nr];
        v_day := (v_nr - 1) * v_days + 1 + (v_event.schedule_date - v_first);
        v_by_date[v_day] := v_by_date[v_day] + v_event.change;
        if v_event.change > 0 then
            schedule_dates[v_nr] := least(schedule_dates[v_nr], v_event.schedule_date);
        else
            -- The next one with machines, where this was the last of its date.
            v_day := (v_nr - 1) * v_days + 1 + (schedule_dates[v_nr] - v_first);
            while v_by_date[v_day] = 0 loop
                v_day := v_day + 1;
                exit when v_day > v_nr * v_days;
            end loop;
            schedule_dates[v_nr] := case when v_day <= v_nr * v_days then v_first + v_day - 1 - (v_nr - 1) * v_days end;
        end if;
    end loop;
end
$$;

comment on function sched_engine.coverage_states(sched_engine.coverage_component, sched_engine.coverage_event[]) is
    'What is needed and who is there, from instant to instant: a row for each stretch between two events in which machines
operate, with the people needed at each place, those there of each kind of staff, and of each requirement the earliest
business date of the shifts that machines operate in.';
