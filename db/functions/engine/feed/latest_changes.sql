create or replace function sched_engine.latest_changes(
    p_since timestamptz default null,
    p_limit integer default 100,
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
rows 100
set search_path = pg_catalog, pg_temp
as $$
declare
    v_before constant record := sched_engine.feed_frontier();
begin
    return query
    select
        case
            when c.epoch < v_before.epoch or c.epoch = v_before.epoch and c.transaction_id < v_before.transaction_id
                then format('%s-%s-%s', c.epoch, c.transaction_id, c.id)
        end,
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
    where c.changed_at >= coalesce(p_since, '-infinity')
        and (p_resource_ids is null or c.resource_id = any(p_resource_ids))
        and c.schedule_dates && daterange(p_from, p_to, '[]')
    order by c.epoch desc, c.transaction_id desc, c.id desc
    limit p_limit;
end
$$;

comment on function sched_engine.latest_changes(timestamptz, integer, bigint[], date, date) is
    'The newest entries of the change feed, the last one first: those made since a moment (null: ever), at most p_limit. For
people who look back, and do not wait for anybody; a reader that is to miss nothing follows sched_engine.read_changes. The
position is null while an entry before it may still come (sched_engine.feed_frontier): it cannot be gone on from yet.';
