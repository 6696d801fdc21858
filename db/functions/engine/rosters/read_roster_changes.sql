create or replace function sched_engine.read_roster_changes(
    p_after text default null,
    p_limit integer default 1000,
    p_employee_ids bigint[] default null,
    p_from date default null,
    p_to date default null
)
returns table (
    feed_position text,
    employee_id bigint,
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
    v_after constant record := sched_engine.position_parts(p_after);
    v_before constant record := sched_engine.feed_frontier();
begin
    if v_after.epoch is null then
        perform sched_engine.refuse('SC004', format('%L is not a position of the feed of rosters.', left(p_after, 100)),
            'Use the position of the last entry you have read, e.g. 1-7301-95, or none to start at the beginning.');
    elsif v_after.epoch > 0 and not exists (
        select from sched.emp_schedule_changes as c
        where (c.epoch, c.transaction_id, c.id) = (v_after.epoch, v_after.transaction_id, v_after.id)
            and sched_engine.is_settled(c.epoch, c.transaction_id)
    ) then
        perform sched_engine.refuse('SC017',
            format('The feed of rosters no longer has the entry %s; others after it may be missing too.', p_after),
            'Read the roster again, then the feed from its beginning.');
    end if;
    -- Kept plans, and others for some people, for the reasons that sched_engine.read_changes has.
    if p_employee_ids is not null then
        perform set_config('plan_cache_mode', 'force_custom_plan', true);
    end if;
    return query
    select
        format('%s-%s-%s', c.epoch, c.transaction_id, c.id),
        c.employee_id,
        c.change_kind,
        lower(c.schedule_dates),
        upper(c.schedule_dates) - 1,
        c.old_value,
        c.new_value,
        c.cause,
        c.changed_by,
        c.changed_at
    from sched.emp_schedule_changes as c
    where (c.epoch, c.transaction_id, c.id) > (v_after.epoch, v_after.transaction_id, v_after.id)
        and (c.epoch < v_before.epoch or c.epoch = v_before.epoch and c.transaction_id < v_before.transaction_id)
        and (p_employee_ids is null or c.employee_id = any(p_employee_ids))
        and c.schedule_dates && daterange(p_from, p_to, '[]')
    order by c.epoch, c.transaction_id, c.id
    limit p_limit;
end
$$;

comment on function sched_engine.read_roster_changes(text, integer, bigint[], date, date) is
    'The feed of rosters after a position (null: from its beginning), in order, as sched_engine.read_changes reads that
of machines: a reader that continues after the last position it saw misses nothing. SC004: not a position. SC017: its
entry is gone.';
