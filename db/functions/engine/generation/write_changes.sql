create or replace function sched_engine.write_changes(
    p_changes sched_engine.row_change[], p_told sched_engine.row_change[], p_from date, p_to date, p_cause jsonb
)
returns table (inserted bigint, updated bigint, deleted bigint)
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    if p_told is not null then
        perform sched_engine.record_changes(p_told, p_from, p_to, p_cause);
    end if;
    if p_changes is not null then
        perform sched_engine.delete_rows(p_changes, p_from, p_to);
        insert into sched.equipment_schedules
        select (c.planned).* from unnest(p_changes) as c where (c.planned).resource_id is not null;
    end if;

    return query
    select
        count(*) filter (where (c.stored).resource_id is null),
        count(*) filter (where (c.stored).resource_id is not null and (c.planned).resource_id is not null),
        count(*) filter (where (c.planned).resource_id is null)
    from unnest(p_told) as c;
end
$$;

comment on function sched_engine.write_changes(
    sched_engine.row_change[], sched_engine.row_change[], date, date, jsonb
) is
    'Replaces stored rows of the business dates p_from to p_to by planned ones; p_told are those of them whose change a reader
sees, which the change feed records and which are counted. Null: none. The caller holds the locks on sched.generated_dates.';
