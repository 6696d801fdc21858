create or replace function sched_engine.explain_rule(
    p_pattern_id bigint, p_zone text, p_date date, p_at timestamptz, p_is_operating boolean
)
returns jsonb
language sql
stable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
    select jsonb_build_object(
        'rule_id', r.id,
        'cycle_day', r.cycle_day,
        'start_time', r.start_time,
        'end_time', r.end_time,
        'is_operating', r.is_operating,
        'shift_code', r.shift_code,
        'entered_by', e.changed_by,
        'entered_at', e.changed_at
    )
    from sched.operating_patterns as p
    inner join sched.pattern_rules as r on r.pattern_id = p.id
    -- A shift starts on its date; a break in it may as well start on the date before or after.
    cross join generate_series(-1, 1) as o (days)
    left join sched_engine.explain_entry('pattern_rules', r.id) as e on true
    where p.id = p_pattern_id
        and r.is_operating = p_is_operating
        and (o.days = 0 or not p_is_operating)
        and (r.cycle_day - (p_date + o.days - p.anchor_date::date)) % p.cycle_days = 0
        and sched_engine.wall_to_instant(p_date + o.days + r.start_time, p_zone) <= p_at
        and sched_engine.wall_to_instant(
            p_date + o.days + (r.end_time <= r.start_time)::integer + r.end_time, p_zone
        ) > p_at
    limit 1
$$;

comment on function sched_engine.explain_rule(bigint, text, date, timestamptz, boolean) is
    'The rule of a pattern that gives a shift of this business date, or a break in it, at an instant, and
who entered it; null when no rule of today does.';
