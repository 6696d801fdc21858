create or replace function sched_engine.team_stretches(p_team_ids bigint[], p_from date, p_to date)
returns table (
    team_id bigint,
    schedule_date date,
    shift_code text,
    pattern_id bigint,
    shift_second integer,
    holiday_id bigint,
    start_time timestamptz,
    end_time timestamptz
)
language plpgsql
stable
parallel safe
rows 10000
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    return query
    with shifts as (
        select
            s.team_id,
            s.schedule_date,
            s.shift_code,
            s.pattern_id,
            s.shift_second,
            min(s.start_time) as start_time,
            max(s.end_time) as end_time,
            range_agg(tstzrange(s.start_time, s.end_time)) as work
        from sched_engine.team_shifts(p_team_ids, p_from - 2, p_to) as s
        group by s.team_id, s.schedule_date, s.shift_code, s.pattern_id, s.shift_second
    ),

    queued as (
        select
            s.*,
            s.work - tstzmultirange(tstzrange('-infinity', coalesce(max(s.end_time) over (
                partition by s.team_id order by s.start_time, s.schedule_date, s.end_time, s.shift_second
                rows between unbounded preceding and 1 preceding
            ), '-infinity'))) as due_work
        from shifts as s
    ),

    stops as materialized (
        select * from sched_engine.team_holidays(p_team_ids, p_from, p_to)
    )

    select
        q.team_id,
        q.schedule_date,
        q.shift_code,
        q.pattern_id,
        q.shift_second,
        p.holiday_id,
        lower(u.part),
        upper(u.part)
    from queued as q
    left join (
        select
            h.team_id,
            h.schedule_date,
            range_agg(h.stop) as stop
        from stops as h
        group by h.team_id, h.schedule_date
    ) as a on a.team_id = q.team_id and a.schedule_date = q.schedule_date
    cross join lateral (
        select
            null::bigint as holiday_id,
            q.due_work - coalesce(a.stop, '{}') as work
        union all
        select
            h.holiday_id,
            q.due_work * h.stop
        from stops as h
        where h.team_id = q.team_id and h.schedule_date = q.schedule_date
    ) as p
    cross join lateral unnest(p.work) as u (part)
    where q.schedule_date >= p_from;
end
$$;

comment on function sched_engine.team_stretches(bigint[], date, date) is
    'What somebody works who is in one of these teams all the time, on the business dates p_from to p_to, both
included: a shift begins when the one before it has ended, handing over included. holiday_id: not worked, because of
that holiday.';
