create or replace function sched_engine.read_changes(
    p_after text default null,
    p_limit integer default 1000,
    p_resource_ids bigint[] default null,
    p_from date default null,
    p_to date default null
)
returns table (
    feed_position text,
    resource_id bigint,
    change_kind sched.change_kind,
    first_date date,
    last_date date,
    old_value jsonb,
    new_value jsonb,
    cause jsonb,
    changed_by text,
    changed_at timestamptz
)
language plpgsql
stable
rows 50
set search_path = pg_catalog, pg_temp
set plan_cache_mode = 'force_generic_plan'
as $$
#variable_conflict use_column
declare
    v_after constant record := sched_engine.feed_position(p_after);
    v_before constant record := sched_engine.feed_frontier();
begin
    -- Knowing the position, the planner expects next to nothing after it, and would sort all there is for each page. For
    -- some machines it must know which, or it would read the entries of all others.
    if p_resource_ids is not null then
        perform set_config('plan_cache_mode', 'force_custom_plan', true);
    end if;
    return query
    select
        format('%s-%s-%s', c.epoch, c.transaction_id, c.id),
        c.resource_id,
        c.change_kind,
        lower(c.schedule_dates),
        upper(c.schedule_dates) - 1,
        c.old_value,
        c.new_value,
        c.cause,
        c.changed_by,
        c.changed_at
    from sched.schedule_changes as c
    where (c.epoch, c.transaction_id, c.id) > (v_after.epoch, v_after.transaction_id, v_after.id)
        -- Not as a comparison of rows: the planner would expect next to none of them, and sort them all for each page.
        and (c.epoch < v_before.epoch or c.epoch = v_before.epoch and c.transaction_id < v_before.transaction_id)
        and (p_resource_ids is null or c.resource_id = any(p_resource_ids))
        and c.schedule_dates && daterange(p_from, p_to, '[]')
    order by c.epoch, c.transaction_id, c.id
    limit p_limit;
end
$$;

comment on function sched_engine.read_changes(text, integer, bigint[], date, date) is
    'The change feed after a position (null: from its beginning), in order: only entries that can no longer be preceded by
one that commits late, so a reader that continues after the last position it saw misses nothing. Positions stay valid when the
database is restored elsewhere; one whose entry is gone is refused (SC017).';
