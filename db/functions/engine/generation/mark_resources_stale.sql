create or replace function sched_engine.mark_resources_stale()
returns trigger
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    perform sched_engine.mark_stale(
        tg_table_name, tg_op,
        array_agg(n.id), array_agg(n.id), array_agg(daterange(null, null))
    )
    from new_rows as n
    inner join old_rows as o on o.id = n.id
    where (o.path_ids, o.time_zone, o.requires_scheduling, o.is_active)
        is distinct from (n.path_ids, n.time_zone, n.requires_scheduling, n.is_active);
    return null;
end
$$;

comment on function sched_engine.mark_resources_stale() is
    'Trigger: marks all dates of resources that move, change their clock, or are to be planned or not.';

create or replace trigger mark_stale
after update on sched.resources
referencing old table as old_rows new table as new_rows
for each statement execute function sched_engine.mark_resources_stale();
