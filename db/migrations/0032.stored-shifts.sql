-- Rows written before 0024 get their shifts. In a step of its own, which holds up no reader.
set local role sched_owner;

-- Rows written so far: a row belongs to the shift of its pattern that runs at its time and has its code. Where the
-- pattern has been changed since, rows that touch are taken for one shift. A quarter at a time, to sort in memory.
do $$
declare
    v_quarter record;
begin
    -- The planner expects few rows of all this, and would loop.
    set local enable_nestloop = off;
    for v_quarter in
        select
            q.day::date as first_date,
            q.day::date + 90 as last_date
        from (
            select min(s.schedule_date) as first_date, max(s.schedule_date) as last_date
            from sched.equipment_schedules as s
        ) as b
        cross join generate_series(b.first_date::timestamp, b.last_date::timestamp, interval '91 days') as q (day)
    loop
        update sched.equipment_schedules as s
        set shift_second = f.shift_second, shift_placement = f.placement
        from (
            with located as (
                select
                    r.resource_id,
                    r.planned_start_time,
                    r.planned_end_time,
                    r.schedule_date,
                    r.pattern_id,
                    r.shift_code,
                    e.id as own_move,
                    r.exception_id is null and r.schedule_status = 'operating' as is_unmoved,
                    r.planned_start_time > lag(r.planned_end_time) over (
                        partition by r.resource_id, r.schedule_date, r.pattern_id, r.shift_code
                        order by r.planned_start_time
                    ) as is_first
                from sched.equipment_schedules as r
                left join sched.schedule_exceptions as e on e.id = r.exception_id and e.impact_type = 'shifted'
                where r.schedule_date between v_quarter.first_date and v_quarter.last_date
                    and r.pattern_id is not null
                    and r.shift_second is null
            ),

            grouped as (
                select
                    l.*,
                    count(*) filter (where l.is_first) over (
                        partition by l.resource_id, l.schedule_date, l.pattern_id, l.shift_code
                        order by l.planned_start_time
                    ) as group_nr
                from located as l
            ),

            -- A stop or a holiday hides a move: the rows it touches tell of it, else the others of its code.
            moved as (
                select
                    g.*,
                    case
                        when not g.is_unmoved then coalesce(
                            g.own_move,
                            max(g.own_move) over (
                                partition by g.resource_id, g.schedule_date, g.pattern_id, g.shift_code, g.group_nr
                            ),
                            case
                                when not bool_or(g.is_unmoved) over (
                                    partition by g.resource_id, g.schedule_date, g.pattern_id, g.shift_code
                                ) then max(g.own_move) over (
                                    partition by g.resource_id, g.schedule_date, g.pattern_id, g.shift_code
                                )
                            end
                        )
                    end as moved_by
                from grouped as g
            ),

            timed as materialized (
                select
                    m.*,
                    coalesce(e.shift_minutes, 0) as moved_minutes,
                    extract(
                        epoch from
                        (m.planned_start_time - make_interval(mins => coalesce(e.shift_minutes, 0))) at time zone z.time_zone
                        - m.schedule_date
                    )::integer as row_second,
                    ((m.schedule_date - p.anchor_date::date) % p.cycle_days + p.cycle_days) % p.cycle_days as cycle_day
                from moved as m
                inner join sched.resource_states as z on z.resource_id = m.resource_id
                inner join sched.operating_patterns as p on p.id = m.pattern_id
                left join sched.schedule_exceptions as e on e.id = m.moved_by
            ),

            rules as materialized (
                select
                    i.pattern_id,
                    i.cycle_day::integer as cycle_day,
                    i.shift_code,
                    extract(epoch from i.start_time)::integer as start_second,
                    extract(epoch from i.end_time)::integer
                    + case when i.end_time <= i.start_time then 86400 else 0 end as end_second
                from sched.pattern_rules as i
                where i.is_operating
            ),

            identified as (
                select
                    t.*,
                    coalesce(
                        u.start_second,
                        min(t.row_second) over (
                            partition by t.resource_id, t.schedule_date, t.pattern_id, t.shift_code, t.group_nr
                        )
                    ) as shift_second
                from timed as t
                left join rules as u
                    on u.pattern_id = t.pattern_id
                    and u.cycle_day = t.cycle_day
                    and u.shift_code is not distinct from t.shift_code
                    and t.row_second >= u.start_second
                    and t.row_second < u.end_second
            )

            select
                i.resource_id,
                i.planned_start_time,
                i.schedule_date,
                i.shift_second,
                case when i.moved_by is not null then row(
                    min(i.planned_start_time) over s,
                    max(i.planned_end_time) over s,
                    min(i.planned_start_time) over s - make_interval(mins => i.moved_minutes),
                    i.moved_by,
                    i.moved_minutes
                )::sched.shift_placement end as placement
            from identified as i
            window s as (partition by i.resource_id, i.schedule_date, i.pattern_id, i.shift_second)
        ) as f
        where s.resource_id = f.resource_id
            and s.planned_start_time = f.planned_start_time
            and s.schedule_date = f.schedule_date
            and s.schedule_date between v_quarter.first_date and v_quarter.last_date;
    end loop;
    reset enable_nestloop;
end
$$;
