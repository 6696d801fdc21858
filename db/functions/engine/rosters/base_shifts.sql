-- Evidence first, as for machines (sched_engine.continued_shifts):
--
--   begun      stored, and started before p_now or locked: stays as it is stored
--   planned    a shift of the model of now; it starts when it is due or when those before it end
--   dropped    it would have started before p_now, on a date that had a roster, and that roster did not have it
--
-- Changes decide about begun shifts as well, but do not move them.
create or replace function sched_engine.base_shifts(
    p_employee_ids bigint[], p_dates datemultirange[], p_now timestamptz, p_anew datemultirange
)
returns table (
    employee_id bigint,
    schedule_date date,
    shift_code text,
    team_id bigint,
    pattern_id bigint,
    shift_second integer,
    change_id bigint,
    taken_by_id bigint,
    is_off boolean,
    holiday_id bigint,
    work tstzmultirange
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
    v_from constant date := (select min(lower(i.dates)) from unnest(p_dates) as i (dates));
    v_to constant date := (select max(upper(i.dates)) - 1 from unnest(p_dates) as i (dates));
    v_team_ids bigint[];
begin
    v_team_ids := array(
        select distinct m.team_id
        from sched.emp_team_assignments as m
        where m.employee_id = any(p_employee_ids) and m.is_primary
    );
    return query
    with people as materialized (
        select
            i.employee_id,
            i.dates,
            coalesce(g.dates, '{}') - p_anew as had_roster
        from unnest(p_employee_ids, p_dates) as i (employee_id, dates)
        left join sched.emp_generated_dates as g on g.employee_id = i.employee_id
    ),

    team_days as materialized (
        select
            s.*,
            h.holiday_ids,
            h.stops
        from (
            select
                i.team_id,
                i.schedule_date,
                i.shift_code,
                i.pattern_id,
                i.shift_second,
                range_agg(tstzrange(i.start_time, i.end_time)) as work
            from sched_engine.team_shifts(v_team_ids, v_from, v_to) as i
            group by i.team_id, i.schedule_date, i.shift_code, i.pattern_id, i.shift_second
        ) as s
        left join (
            select
                i.team_id,
                i.schedule_date,
                array_agg(i.holiday_id) as holiday_ids,
                array_agg(i.stop) as stops
            from sched_engine.team_holidays(v_team_ids, v_from, v_to) as i
            group by i.team_id, i.schedule_date
        ) as h on h.team_id = s.team_id and h.schedule_date = s.schedule_date
    ),

    memberships as materialized (
        select
            p.employee_id,
            m.team_id,
            p.had_roster,
            p.dates
            * datemultirange(daterange(m.start_date, m.end_date, '[]'))
            * datemultirange(daterange(e.hire_date, e.termination_date, '[]')) as dates
        from people as p
        inner join sched.emp_employees as e on e.id = p.employee_id and e.is_active
        inner join sched.emp_team_assignments as m on m.employee_id = p.employee_id and m.is_primary
    ),

    planned as (
        select
            m.employee_id,
            d.*,
            m.had_roster @> d.schedule_date as had_roster
        from memberships as m
        cross join lateral unnest(m.dates) as i (part)
        inner join team_days as d
            on d.team_id = m.team_id and d.schedule_date >= lower(i.part) and d.schedule_date < upper(i.part)
    ),

    stored as (
        select
            r.*,
            tstzmultirange(tstzrange(r.shift_start_time, r.shift_end_time)) as work
        from people as p
        cross join lateral unnest(p.dates * p.had_roster) as d (part)
        inner join sched.emp_schedules as r
            on r.employee_id = p.employee_id
            and r.schedule_date >= lower(d.part) and r.schedule_date < upper(d.part)
        where p_now is not null
            and r.schedule_date between v_from and v_to
            and r.pattern_id is not null
            and r.owner_id is null
    ),

    -- By grouping, because a join is slow where it is taken for a small one.
    shifts as (
        select
            s.employee_id,
            s.schedule_date,
            s.pattern_id,
            s.shift_second,
            min(s.stored_code) as stored_code,
            min(s.stored_team) as stored_team,
            range_agg(s.stored_work) as stored_work,
            array_remove(array[min(s.stored_holiday)], null) as stored_holidays,
            array_remove(array[range_agg(s.stored_stop)], null) as stored_stops,
            min(s.moved_by) as moved_by,
            bool_or(s.was_off) as was_off,
            min(s.shift_code) as shift_code,
            min(s.team_id) as team_id,
            range_agg(s.work) as work,
            bool_or(s.had_roster) as had_roster,
            max(s.holiday_ids) as holiday_ids,
            max(s.stops) as stops
        from (
            select
                r.employee_id,
                r.schedule_date,
                r.pattern_id,
                r.shift_second,
                r.shift_code as stored_code,
                r.team_id as stored_team,
                r.work as stored_work,
                r.holiday_id as stored_holiday,
                case when r.holiday_id is not null then r.work end as stored_stop,
                case when r.schedule_status <> 'off' then r.roster_change_id end as moved_by,
                r.schedule_status = 'off' as was_off,
                null::text as shift_code,
                null::bigint as team_id,
                null::tstzmultirange as work,
                true as had_roster,
                null::bigint[] as holiday_ids,
                null::tstzmultirange[] as stops
            from stored as r
            union all
            select
                p.employee_id, p.schedule_date, p.pattern_id, p.shift_second, null, null, null, null, null, null, null,
                p.shift_code, p.team_id, p.work, p.had_roster, p.holiday_ids, p.stops
            from planned as p
        ) as s
        group by s.employee_id, s.schedule_date, s.pattern_id, s.shift_second
    ),

    entrants as (
        select
            s.employee_id,
            s.schedule_date,
            s.pattern_id,
            s.shift_second,
            k.is_begun,
            -- Whole again, it queues as any other: what is off was stored as it was due.
            k.is_begun and s.was_off as is_back,
            case when k.is_begun then s.stored_code else s.shift_code end as shift_code,
            case when k.is_begun then s.stored_team else s.team_id end as team_id,
            -- Of what has begun, the holidays that it was stored with.
            case
                when k.keeps_holidays then s.stored_holidays else coalesce(t.holiday_ids, s.holiday_ids)
            end as holiday_ids,
            case when k.keeps_holidays then s.stored_stops else coalesce(t.stops, s.stops) end as stops,
            c.change_kind in ('off', 'swap') is true as is_off,
            c.taken_by_id,
            case
                when c.change_kind in ('off', 'swap') or (c.change_kind = 'moved' and not k.is_begun) then c.id
                when k.is_begun then s.moved_by
            end as change_id,
            p_now is not null and not k.is_begun and s.had_roster
            -- Where only a change moved its start into the past, it comes whole.
            and (s.schedule_date <= v_lock or s.stored_work is null or c.change_kind is distinct from 'moved')
                as may_drop,
            case
                when k.is_begun then s.stored_work
                when c.change_kind = 'moved' then (
                    select range_agg(tstzrange(
                        lower(u.part) + make_interval(mins => c.shift_minutes),
                        upper(u.part) + make_interval(mins => c.shift_minutes)
                    ))
                    from unnest(s.work) as u (part)
                )
                else s.work
            end as work
        from shifts as s
        left join sched.emp_roster_changes as c
            on c.employee_id = s.employee_id and c.schedule_date = s.schedule_date
            and c.change_kind <> 'extra' and c.change_status = 'approved'
        cross join lateral (
            select
                b.is_begun,
                -- A row that is off has none.
                b.is_begun and not s.was_off and c.change_kind in ('off', 'swap') is not true as keeps_holidays
            from (
                select coalesce(lower(s.stored_work) < p_now or s.schedule_date <= v_lock, false)
                    and s.stored_work is not null as is_begun
            ) as b
        ) as k
        -- Of what was handed on, those that its taker is stored with.
        left join lateral (
            select
                array_remove(array[min(r.holiday_id)], null) as holiday_ids,
                array_remove(array[
                    range_agg(tstzrange(r.shift_start_time, r.shift_end_time)) filter (where r.holiday_id is not null)
                ], null) as stops
            from sched.emp_schedules as r
            where r.employee_id = c.taken_by_id and r.schedule_date = s.schedule_date
                and r.owner_id = s.employee_id and r.pattern_id = s.pattern_id and r.shift_second = s.shift_second
            having count(*) > 0
        ) as t on k.is_begun and s.was_off and c.change_kind = 'swap'
        where k.is_begun or s.work is not null
    ),

    -- Beside what has begun.
    compared as (
        select
            e.*,
            greatest(
                lower(e.work), max(upper(e.work)) filter (where e.is_begun and not e.is_off) over w
            ) as earliest_start
        from entrants as e
        window w as (
            partition by e.employee_id order by lower(e.work), e.schedule_date, upper(e.work), e.shift_second
            rows between unbounded preceding and 1 preceding
        )
    ),

    -- Among all that come about. What nobody works holds up nothing.
    queued as (
        select
            c.*,
            max(upper(c.work)) filter (where not c.is_off) over w as earlier_end,
            range_agg(range_merge(c.work)) filter (where c.is_begun and not c.is_back and not c.is_off)
                over (partition by c.employee_id) as begun
        from compared as c
        where not c.may_drop or (c.earliest_start >= p_now and not coalesce(c.schedule_date <= v_lock, false))
        window w as (
            partition by c.employee_id order by lower(c.work), c.schedule_date, upper(c.work), c.shift_second
            rows between unbounded preceding and 1 preceding
        )
    ),

    placed as (
        select
            q.*,
            case
                when q.is_begun and not q.is_back or q.is_off then q.work
                else q.work - tstzmultirange(tstzrange('-infinity', coalesce(q.earlier_end, '-infinity')))
                    - coalesce(q.begun, '{}')
            end as own_work
        from queued as q
    )

    select
        p.employee_id,
        p.schedule_date,
        p.shift_code,
        p.team_id,
        p.pattern_id,
        p.shift_second,
        p.change_id,
        p.taken_by_id,
        p.is_off,
        h.holiday_id,
        h.work
    from placed as p
    cross join lateral (
        select
            null::bigint as holiday_id,
            p.own_work - coalesce((select range_agg(s.stop) from unnest(p.stops) as s (stop)), '{}') as work
        union all
        select
            s.holiday_id,
            p.own_work * s.stop
        from unnest(p.holiday_ids, p.stops) as s (holiday_id, stop)
    ) as h
    where not isempty(h.work);
end
$$;

comment on function sched_engine.base_shifts(bigint[], datemultirange[], timestamptz, datemultirange) is
    'The shifts that each of these people has of their own, on the business dates beside their id, in parts: those that
holidays stop (holiday_id) and the rest. is_off: a change takes the shift away (change_id; taken_by_id: gives it to
another); it holds up no other. p_now: what has begun before it is as stored (null: nothing is stored). Dates of p_anew
are planned as if nothing were stored. Around dates of interest the three before and after are needed, for shifts that
run into each other.';
