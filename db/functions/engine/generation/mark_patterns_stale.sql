create or replace function sched_engine.mark_patterns_stale()
returns trigger
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    -- A shift may run into the next date, or be moved by one more: what changes on a date may show two dates around.
    perform sched_engine.mark_stale(
        tg_table_name, tg_op,
        array_agg(c.id), array_agg(a.resource_id), array_agg(daterange(a.effective_date - 2, a.end_date + 2, '[]'))
    )
    from changed_rows as c
    inner join sched.resource_pattern_assignments as a on a.pattern_id = c.id;
    return null;
end
$$;

comment on function sched_engine.mark_patterns_stale() is
    'Trigger: marks the dates on which resources follow patterns that are edited, with their rules.';

create or replace trigger mark_stale_update_new after update on sched.operating_patterns
referencing new table as changed_rows for each statement execute function sched_engine.mark_patterns_stale();
