create or replace function sched_engine.explain_rules(
    p_resource_id bigint,
    p_at timestamptz,
    p_date date,
    p_row sched.equipment_schedules,
    p_with_holidays boolean
)
returns table (kind text, id bigint, outcome text, why text, rule jsonb)
language sql
stable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
    with winner as materialized (
        select w.*
        from (select) as o
        left join sched_engine.explain_winner(p_resource_id, p_at, p_date, p_row) as w on true
    ),

    rules as (
        select 'exception' as kind, e.*
        from winner as w
        cross join lateral sched_engine.explain_exceptions(
            p_resource_id, p_at, case w.kind when 'exception' then w.id end, p_row, w.mover_id
        ) as e
        union all
        select 'holiday', h.*
        from winner as w
        cross join lateral sched_engine.explain_holidays(
            p_resource_id, p_at, p_date, w.kind, w.id, p_row
        ) as h
        union all
        select 'pattern', p.*
        from winner as w
        cross join lateral sched_engine.explain_patterns(
            p_resource_id, p_at, p_date, w.kind, w.id, p_row
        ) as p
        union all
        select 'assignment', a.*
        from sched_engine.explain_assignments(p_resource_id, p_date) as a
    )

    select
        r.kind,
        r.id,
        case when s.is_idle then 'overruled' else r.outcome end,
        case
            when s.is_idle then 'Only active resources that require scheduling are planned.'
            when r.kind = 'holiday' and not p_with_holidays and r.outcome = 'overruled'
                then 'This date was generated without holidays.'
            else r.why
        end,
        r.rule
    from rules as r
    cross join (
        select p_row.resource_id is null and not sched_engine.is_scheduled(p_resource_id) as is_idle
    ) as s
$$;

comment on function sched_engine.explain_rules(
    bigint, timestamptz, date, sched.equipment_schedules, boolean
) is
    'Every rule that bears on a machine at an instant: the one that decides, those that apply with it, and
those that it overrules, each with a sentence that says why, beside the row of the plan (null: none).';
