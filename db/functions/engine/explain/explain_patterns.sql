create or replace function sched_engine.explain_patterns(
    p_resource_id bigint, p_at timestamptz, p_date date, p_winner_kind text, p_winner_id bigint,
    p_row sched.equipment_schedules
)
returns table (id bigint, outcome text, why text, rule jsonb)
language sql
stable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
    with shifts as materialized (
        select * from sched_engine.explain_shifts(p_resource_id, p_at)
    ),

    running as (
        select min(s.standing) as standing
        from shifts as s
        where s.is_here and s.pattern_id = p_winner_id and s.is_operating = (p_row.resource_id is not null)
    ),

    -- Also the pattern that has no shift there, and the one that gave the row and would not today.
    candidates as (
        select
            s.*,
            p_winner_kind = 'pattern' and s.standing = r.standing as decides
        from shifts as s
        cross join running as r
        union all
        select
            null, p_date, null, f.pattern_id, null, p_row.resource_id is not null,
            p_row.pattern_id is not null, null, null, null, null, null, p_winner_kind = 'pattern'
        from (
            select p_row.pattern_id
            where p_row.pattern_id is not null
            union
            select e.pattern_id
            from sched_engine.effective_patterns(array[p_resource_id], p_date, p_date) as e
            where p_row.pattern_id is null
        ) as f
        where not exists (
            select from shifts as s
            where s.pattern_id = f.pattern_id and (p_row.pattern_id is null or s.is_here and s.is_operating)
        )
    )

    select
        c.pattern_id,
        case
            when c.decides then 'decides'
            when c.is_here and c.is_operating and coalesce(c.standing, 1) = 1
                and c.pattern_id = p_row.pattern_id and p_row.schedule_status = 'operating' then 'applies'
            else 'overruled'
        end,
        case
            when c.decides then null
            when not c.is_here and c.moved_by is not null
                then format('Exception %s moves its shift away by %s.', c.moved_by,
                    sched_engine.counted(c.moved_minutes, 'minute'))
            when not c.is_here then 'It has no shift at this time.'
            when c.standing > 1 then 'A shift that began earlier is finished first.'
            when p_winner_kind = 'holiday' then 'A holiday outweighs the pattern.'
            when p_row.schedule_status <> 'operating' then 'An exception outweighs the pattern.'
            when not c.is_operating then 'It has a break at this time, and overtime fills it.'
            when c.pattern_id is distinct from p_row.pattern_id then 'The stored plan says otherwise.'
            when p_row.holiday_id is not null
                then 'The holiday cancels its shift, and overtime brings it back.'
            when p_row.capacity_percent = 100 then 'Its shift runs, moved.'
            else 'Its shift runs, at the capacity that the exception leaves.'
        end,
        sched_engine.explain_pattern(
            p_resource_id, c.pattern_id, c.schedule_date,
            sched_engine.explain_rule(
                c.pattern_id, c.time_zone, c.schedule_date,
                p_at - make_interval(mins => case when c.is_here then c.moved_minutes else 0 end),
                c.is_operating
            )
        )
    from candidates as c
$$;

comment on function sched_engine.explain_patterns(
    bigint, timestamptz, date, text, bigint, sched.equipment_schedules
) is
    'Patterns that bear on a resource at an instant, and what becomes of each beside the rule that decides
and the row of the plan (null: none).';
