-- Evidence first. In the order in which shifts are due:
--
--   begun      stored, and started before p_now or locked: stays as it is, and never gives way
--   planned    a shift of the model of now; it starts when it is due or when those before it end
--   dropped    it would have started before p_now, on a date that had a plan, and that plan did not have it
--
-- What is dropped does not hold up others, so two looks at the queue are needed: which start too early beside what has
-- begun, and then where the others start.
create or replace function sched_engine.continued_shifts(
    p_resource_ids bigint[], p_from date, p_to date, p_now timestamptz, p_anew datemultirange
)
returns table (
    resource_id bigint,
    schedule_date date,
    shift_code text,
    pattern_id bigint,
    shift_second integer,
    placement sched.shift_placement,
    moved_by bigint,
    work tstzmultirange,
    is_begun boolean
)
language plpgsql
stable
parallel safe
rows 1000
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_lock constant date := sched_engine.period_lock();
    -- A shift that has not begun may be of a date up to three before today's: moved by one, a day long, in any zone.
    v_first constant date := case
        when p_anew && datemultirange(daterange(p_from, p_to, '[]')) then p_from - 3
        when sched_engine.has_missing_dates(p_resource_ids, p_from, p_to) then p_from - 3
        else greatest(p_from - 3, (p_now at time zone 'UTC' - interval '12 hours')::date - 3)
    end;
begin
    return query
    with stored as materialized (
        select
            s.*,
            s.start_time < p_now or s.schedule_date <= v_lock as is_begun
        from sched_engine.stored_shifts(p_resource_ids, p_from - 4, p_to + 3) as s
        where not p_anew @> s.schedule_date
    ),

    begun as materialized (
        select s.* from stored as s where s.is_begun
    ),

    -- By the machines that were asked for: else those of the whole plant would be read for one.
    dated as materialized (
        select
            g.resource_id,
            g.dates
        from sched.generated_dates as g
        where g.resource_id = any(p_resource_ids)
    ),

    candidates as (
        select
            m.*,
            coalesce(g.dates @> m.schedule_date, false) and not p_anew @> m.schedule_date as had_plan
        from sched_engine.model_shifts(
            array(
                select i.id
                from unnest(p_resource_ids) as i (id)
                where v_first <= p_to + 2 and sched_engine.is_scheduled(i.id)
            ),
            least(v_first, p_to + 2), p_to + 2, true
        ) as m
        left join dated as g on g.resource_id = m.resource_id
        where not exists (
            select from begun as b
            where b.resource_id = m.resource_id and b.schedule_date = m.schedule_date
                and b.pattern_id = m.pattern_id and b.shift_second = m.shift_second
        )
            and (m.schedule_date > v_lock or not coalesce(g.dates @> m.schedule_date, false))
    ),

    entrants as (
        select
            b.resource_id,
            b.schedule_date,
            b.shift_code,
            b.pattern_id,
            b.shift_second,
            b.placement,
            (b.placement).moved_by,
            null::integer as moved_minutes,
            b.nominal_start_time,
            b.due_start_time,
            b.end_time as due_end_time,
            b.work,
            true as is_begun,
            false as may_drop
        from begun as b
        where b.schedule_date >= v_first - 2
        union all
        select
            c.resource_id,
            c.schedule_date,
            c.shift_code,
            c.pattern_id,
            c.shift_second,
            null,
            c.moved_by,
            c.moved_minutes,
            c.nominal_start_time,
            c.due_start_time,
            c.due_end_time,
            c.work,
            false,
            -- Planned already, and only exceptions have moved its start into the past: it comes whole.
            c.had_plan and not exists (
                select from stored as s
                where s.resource_id = c.resource_id and s.schedule_date = c.schedule_date
                    and s.pattern_id = c.pattern_id and s.shift_second = c.shift_second
                    and s.nominal_start_time = c.nominal_start_time
            )
        from candidates as c
    ),

    -- First look: beside what has begun.
    compared as (
        select
            e.*,
            greatest(
                e.due_start_time,
                max(e.due_end_time) filter (where e.is_begun) over (
                    partition by e.resource_id
                    order by
                        e.due_start_time, e.schedule_date, e.due_end_time, e.nominal_start_time, e.shift_second
                    rows between unbounded preceding and 1 preceding
                )
            ) as earliest_start
        from entrants as e
    ),

    -- Second look: among all that come about. A shift without work left is in nobody's plan, and holds up others.
    queued as (
        select
            c.*,
            greatest(
                c.due_start_time,
                max(c.due_end_time) over (
                    partition by c.resource_id
                    order by
                        c.due_start_time, c.schedule_date, c.due_end_time, c.nominal_start_time, c.shift_second
                    rows between unbounded preceding and 1 preceding
                )
            ) as start_time
        from compared as c
        where not c.may_drop or c.earliest_start >= p_now or coalesce(upper(c.work) <= c.earliest_start, true)
    ),

    busy as (
        select
            b.resource_id,
            range_agg(b.period) as periods
        from (
            select
                i.resource_id,
                tstzrange(i.start_time, i.end_time) as period
            from begun as i
            where i.schedule_date >= v_first - 2
            union all
            -- Overtime, where it can give way to nobody any more.
            select
                r.resource_id,
                tstzrange(r.planned_start_time, r.planned_end_time)
            from sched.equipment_schedules as r
            where v_lock >= p_from - 4
                and r.resource_id = any(p_resource_ids)
                and r.schedule_date between p_from - 4 and v_lock
                and r.pattern_id is null
        ) as b
        group by b.resource_id
    ),

    -- On dates that are planned anew beside history, begun shifts may be due later and still do not give way.
    placed as (
        select
            q.*,
            tstzmultirange(tstzrange(q.start_time, q.due_end_time)) - coalesce(b.periods, '{}') as free
        from queued as q
        left join busy as b on b.resource_id = q.resource_id
        where not q.is_begun and q.start_time < q.due_end_time
            and q.schedule_date between p_from and p_to
    )

    select
        b.resource_id,
        b.schedule_date,
        b.shift_code,
        b.pattern_id,
        b.shift_second,
        b.placement,
        (b.placement).moved_by,
        b.work,
        true
    from begun as b
    where b.schedule_date between p_from and p_to
    union all
    select
        p.resource_id,
        p.schedule_date,
        p.shift_code,
        p.pattern_id,
        p.shift_second,
        sched_engine.shift_placement(
            lower(p.free), upper(p.free), p.nominal_start_time, p.moved_by, p.moved_minutes, p.work * p.free
        ),
        p.moved_by,
        p.work * p.free,
        false
    from placed as p;
end
$$;

comment on function sched_engine.continued_shifts(bigint[], date, date, timestamptz, datemultirange) is
    'Whole shifts of each resource on the business dates p_from to p_to when p_now is the present: those that have begun
(is_begun) are finished as they are stored, and the model of now decides about the others. Dates of p_anew are planned as
if nothing were stored for them. What was not planned when it should have begun does not come about afterwards, except on
dates that have no plan yet or are planned anew.';
