-- Inlined. In one pass: a stretch begins a shift unless it belongs to that of one of the three before it.
create or replace function sched_engine.shift_spans(
    p_employee_ids bigint[], p_from date, p_to date, p_versions sched_engine.roster_version[]
)
returns table (
    version bigint,
    employee_id bigint,
    schedule_date date,
    start_time timestamptz,
    end_time timestamptz,
    rested_from timestamptz
)
language sql
stable
parallel safe
rows 10000
as $$
    select
        b.version,
        b.employee_id,
        b.schedule_date,
        b.start_time,
        coalesce(lead(b.ended) over w, b.last_end),
        b.ended
    from (
        select
            k.*,
            max(k.end_time) over (
                partition by k.version order by k.start_time rows between unbounded preceding and 1 preceding
            ) as ended,
            max(k.end_time) over (partition by k.version) as last_end,
            lag(k.shift) over w as one_before,
            lag(k.shift, 2) over w as two_before,
            lag(k.shift, 3) over w as three_before
        from (
            select
                r.version,
                r.employee_id,
                r.schedule_date,
                r.start_time,
                r.end_time,
                case
                    when r.pattern_id is null then -coalesce(r.change_id, 0)
                    else (r.schedule_date - date '1970-01-01')::bigint * 100000 + coalesce(r.shift_second, 0)
                        + (coalesce(r.owner_id, 0) << 34)
                end as shift
            from sched_engine.rule_work(p_employee_ids, p_from, p_to, p_versions) as r
        ) as k
        window w as (partition by k.version order by k.start_time)
    ) as b
    where b.ended is null
        or b.start_time > b.ended + interval '1 hour' and b.shift not in (
            b.one_before, coalesce(b.two_before, b.one_before), coalesce(b.three_before, b.one_before)
        )
    window w as (partition by b.version order by b.start_time)
$$;

comment on function sched_engine.shift_spans(bigint[], date, date, sched_engine.roster_version[]) is
    'The shifts of sched_engine.rule_work, each from its first instant to its last, breaks and absences in it included; shifts
between which lies no more than an hour are one. rested_from: when the one before it ended.';
