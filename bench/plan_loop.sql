-- What a user would write first: a loop over machines, days and shifts, with one look-up and one INSERT each, as in
-- the plan's own sketch. Returns the number of rows. It knows weekly patterns and one holiday calendar.
create or replace function pg_temp.plan_loop(p_machines integer, p_from date, p_to date)
returns bigint
language plpgsql
as $$
declare
    v_machine record;
    v_ancestor bigint;
    v_pattern bigint;
    v_zone text;
    v_status sched.schedule_status;
    v_rule record;
    v_day date;
    v_count bigint := 0;
begin
    for v_machine in
        select r.id from sched.resources as r where r.requires_scheduling order by r.id limit p_machines
    loop
        for v_day in select d::date from generate_series(p_from, p_to, interval '1 day') as d loop
            v_ancestor := v_machine.id;
            v_pattern := null;
            while v_pattern is null and v_ancestor is not null loop
                select a.pattern_id into v_pattern
                from sched.resource_pattern_assignments as a
                where a.resource_id = v_ancestor
                    and a.effective_date <= v_day and coalesce(a.end_date, v_day) >= v_day;
                select r.parent_resource_id into v_ancestor from sched.resources as r where r.id = v_ancestor;
            end loop;
            select z.time_zone into v_zone from sched_engine.effective_time_zones(array[v_machine.id]) as z;
            select case when count(*) > 0 then 'holiday' else 'operating' end into v_status
            from sched.holidays as h
            inner join sched.holiday_calendars as c on c.id = h.calendar_id
            where c.is_default and h.holiday_date = v_day;
            for v_rule in
                select * from sched.pattern_rules as p
                where p.pattern_id = v_pattern and p.cycle_day = extract(dow from v_day)
            loop
                insert into sched.equipment_schedules (
                    resource_id, planned_start_time, planned_end_time, pattern_id, schedule_date, schedule_status,
                    capacity_percent, shift_code
                )
                values (
                    v_machine.id, (v_day + v_rule.start_time) at time zone v_zone,
                    (v_day + v_rule.end_time) at time zone v_zone, v_pattern, v_day, v_status,
                    case v_status when 'operating' then 100 else 0 end, v_rule.shift_code
                );
                v_count := v_count + 1;
            end loop;
        end loop;
    end loop;
    return v_count;
end
$$;
