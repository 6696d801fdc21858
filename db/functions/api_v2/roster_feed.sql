create or replace function api_v2.roster_feed(
    since text default null,
    max_entries integer default 1000,
    employee_ids bigint[] default null,
    start_date date default null,
    end_date date default null
)
returns json
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_limit constant integer := least(greatest(coalesce(max_entries, 1000), 1), 10000);
    v_ids bigint[] := roster_feed.employee_ids;
    v_entries json;
    v_count integer;
    v_last text;
begin
    perform sched_engine.check_visible_employees(roster_feed.employee_ids);
    if v_ids is null and coalesce(current_setting('sched.scope', true), '') not in ('', '{}') then
        v_ids := array(select v.id from sched_engine.visible_employees as v);
    end if;
    select
        json_agg(json_build_object(
            'position', c.feed_position,
            'employee_id', c.employee_id,
            'employee_number', e.employee_number,
            'change_kind', c.change_kind,
            'first_date', c.first_date,
            'last_date', c.last_date,
            'old_value', c.old_value,
            'new_value', c.new_value,
            'cause', c.cause,
            'changed_by', c.changed_by,
            'changed_at', c.changed_at
        ) order by c.nr),
        count(*),
        (array_agg(c.feed_position order by c.nr desc))[1]
    into v_entries, v_count, v_last
    from sched_engine.read_roster_changes(since, v_limit, v_ids, start_date, end_date) with ordinality as c (
        feed_position, employee_id, change_kind, first_date, last_date, old_value, new_value, cause, changed_by,
        changed_at, nr
    )
    left join sched.emp_employees as e on e.id = c.employee_id;
    return json_build_object(
        'entries', coalesce(v_entries, '[]'),
        'position', coalesce(v_last, since),
        'has_more', v_count = v_limit
    );
end
$$;

comment on function api_v2.roster_feed(text, integer, bigint[], date, date) is
    'A page of the feed of rosters: what changed in them after a position

since: the position that the page before returned; null: from the beginning. Returns {entries, position, has_more}: ask
again with that position, at once if has_more, else later. At most max_entries (1000, up to 10000). Errors: SC004 not a
position, SC017 a gap in the feed, SC021 unknown employee.';

grant execute on function api_v2.roster_feed(text, integer, bigint[], date, date) to sched_workforce_viewer;
