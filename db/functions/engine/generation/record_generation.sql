create or replace function sched_engine.record_generation(
    p_resource_ids bigint[], p_dates datemultirange, p_rows bigint, p_cause jsonb
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_epoch constant smallint := sched_engine.feed_epoch();
    v_ids bigint[];
    v_dates datemultirange;
begin
    with recorded as (
        insert into sched.schedule_changes
        (epoch, changed_at, resource_id, change_kind, schedule_dates, cause, changed_by)
        select
            v_epoch,
            u.at_time,
            g.resource_id,
            'generated',
            d.part,
            p_cause,
            u.name
        from sched.generated_dates as g
        cross join lateral unnest(p_dates - g.dates) as d (part)
        cross join (
            select
                sched_engine.acting_user() as name,
                sched_engine.instant_of_writing() as at_time
        ) as u
        where g.resource_id = any(p_resource_ids)
        returning *
    )

    select
        array_agg(distinct r.resource_id),
        range_agg(r.schedule_dates)
    into v_ids, v_dates
    from recorded as r;
    if v_ids is null then
        return;
    end if;

    perform sched_engine.emit_event('schedule.generated', sched_engine.common_ancestor(v_ids), jsonb_build_object(
        'date', lower(v_dates), 'last_date', upper(v_dates) - 1, 'old_value', null, 'new_value', null, 'truncated', true,
        'machines', cardinality(v_ids), 'rows', p_rows));
end
$$;

comment on function sched_engine.record_generation(bigint[], datemultirange, bigint, jsonb) is
    'Tells of those of these business dates that have just been generated for the first time, before they are marked: an entry
for each machine and period in the change feed, and one event.';
