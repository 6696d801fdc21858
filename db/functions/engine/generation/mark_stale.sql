create or replace function sched_engine.mark_stale(
    p_table text, p_action text, p_edited_ids bigint[], p_resource_ids bigint[], p_dates daterange[]
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    -- What has begun is finished as planned: only shifts to come follow, of dates from three before today's on.
    v_open constant daterange := daterange(
        (sched_engine.current_instant() at time zone 'UTC' - interval '12 hours')::date - 3, null
    );
begin
    insert into sched.stale_dates (resource_id, dates, cause, changed_by, traceparent)
    select
        e.resource_id,
        unnest(range_agg(e.dates * v_open)),
        jsonb_build_object('table', p_table, 'action', p_action, 'ids', jsonb_agg(distinct e.id)),
        sched_engine.acting_user(),
        sched_engine.current_trace()
    from unnest(p_edited_ids, p_resource_ids, p_dates) as e (id, resource_id, dates)
    -- not those of a resource that is being deleted
    inner join sched.resources as r on r.id = e.resource_id
    group by e.resource_id;
end
$$;

comment on function sched_engine.mark_stale(text, text, bigint[], bigint[], daterange[]) is
    'Marks resources and business dates whose plan an edit may change, in sched.stale_dates: for each row that was edited
its id, a resource and dates. Exceptions have mark_exceptions_stale, which is written out.';
