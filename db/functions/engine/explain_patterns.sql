create or replace function sched_engine.explain_patterns(
    p_resource_id bigint, p_at timestamptz, p_date date, p_winner_kind text, p_winner_id bigint,
    p_row sched.equipment_schedules
)
returns table (id bigint, outcome text, why text, rule jsonb)
language sql
stable
parallel safe
set search_path = ''
as $$
    with shifts as materialized (
        select * from sched_engine.explain_shifts(p_resource_id, p_at)
    ),

    -- Also the pattern that has no shift there, and the one that gave a stored row and would not today.
    candidates as (
        select
            s.*,
            p_winner_kind = 'pattern' and s.standing = 1 and s.is_here and s.pattern_id = p_winner_id as decides
        from shifts as s
        union all
        select
            null, p_date, null, f.pattern_id, null, null, false, null, null, null, null, null,
            p_winner_kind = 'pattern'
        from (
            select p_row.pattern_id
            where p_row.pattern_id is not null
            union
            select e.pattern_id
            from sched_engine.effective_patterns(array[p_resource_id], p_date, p_date) as e
            where p_row.pattern_id is null
        ) as f
        where not exists (select from shifts as s where s.is_here and s.pattern_id = f.pattern_id)
    )

    select
        c.pattern_id,
        case
            when c.decides then 'decides'
            when c.is_here and c.standing = 1 and p_row.schedule_status = 'operating' then 'applies'
            else 'overruled'
        end,
        case
            when c.decides then null
            when c.standing is null then 'It has no shift at this time.'
            when not c.is_here
                then format('Exception %s moves its shift away by %s minutes.', c.moved_by, c.moved_minutes)
            when c.standing > 1 then 'A shift that began earlier is finished first.'
            when p_winner_kind = 'holiday' then 'A holiday outweighs the pattern.'
            when p_row.schedule_status <> 'operating' then 'An exception outweighs the pattern.'
            when not c.is_operating then 'It has a break at this time, and overtime fills it.'
            when p_row.holiday_id is not null then 'The holiday cancels its shift, and overtime brings it back.'
            when c.moved_by = p_winner_id then 'Its shift runs, moved.'
            else 'Its shift runs, at the capacity that the exception leaves.'
        end,
        sched_engine.explain_pattern(
            p_resource_id, c.pattern_id, c.schedule_date,
            sched_engine.explain_rule(
                c.pattern_id, c.time_zone, c.schedule_date,
                p_at - make_interval(mins => case when c.is_here then coalesce(c.moved_minutes, 0) else 0 end),
                c.is_operating
            )
        )
    from candidates as c
$$;

comment on function sched_engine.explain_patterns(
    bigint, timestamptz, date, text, bigint, sched.equipment_schedules
) is
    'Patterns that bear on a resource at an instant, and what becomes of each beside the rule that decides and the row of the plan
(null: none).';
