create or replace function sched_engine.feed_position(
    p_position text, out epoch smallint, out transaction_id xid8, out id bigint
)
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    if p_position ~ '^\d{1,19}-\d{1,18}$' then
        perform sched_engine.refuse('SC017',
            format('%s is a position from an older version, with two parts.', p_position),
            format('Continue from 1-%s. If that is refused, take the feed''s end, read the plan again, then continue from that end.',
                p_position),
            'Positions begin with the epoch now; entries of that time have the epoch 1.');
    end if;
    select p.* into epoch, transaction_id, id from sched_engine.position_parts(p_position) as p;
    if epoch is null then
        perform sched_engine.refuse('SC004',
            format('%L is not a position of the change feed.', left(p_position, 100)),
            'Use the position of the last entry you have read, e.g. 1-7301-95, or none to start at the beginning.');
    end if;
    if epoch > 0 and not exists (
        select from sched.schedule_changes as c
        where (c.epoch, c.transaction_id, c.id) = (feed_position.epoch, feed_position.transaction_id, feed_position.id)
            and sched_engine.is_settled(c.epoch, c.transaction_id)
    ) then
        perform sched_engine.refuse('SC017',
            format('The change feed no longer has the entry %s; others after it may be missing too.', p_position),
            'Take the feed''s end, read the plan again, then continue from that end.',
            'Entries have been removed, the database was restored from an older backup, recovered to an earlier moment or '
            'promoted without the latest changes, or the position is of another one.');
    end if;
end
$$;

comment on function sched_engine.feed_position(text) is
    'The parts of a position of the change feed. Refuses (SC004) what is none, and (SC017) one whose entry is not there:
a gap, after which the plan has to be read anew. Positions of older versions, of two parts, are refused with what became of
them (SC017). Null is the beginning: the first entry that is kept.';
