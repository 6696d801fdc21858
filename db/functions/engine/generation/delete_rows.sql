-- From the partitions themselves. A statement that names the whole table opens all of them, and their indexes, to
-- delete from one, or plans that anew each time: with ten years stored either takes as long as the rest of an edit.
create or replace function sched_engine.delete_rows(p_changes sched_engine.row_change[], p_from date, p_to date)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_left bigint := (select count(*) from unnest(p_changes) as c where (c.stored).resource_id is not null);
    v_chunk regclass;
    v_deleted bigint;
begin
    for v_chunk in
        select distinct s.tableoid
        from unnest(p_changes) as c
        inner join sched.equipment_schedules as s
            on s.resource_id = (c.stored).resource_id
            and s.planned_start_time = (c.stored).planned_start_time
            and s.schedule_date = (c.stored).schedule_date
        where s.schedule_date between p_from and p_to
    loop
        execute format($sql$
            delete from %s as s
            using unnest($1) as c
            where s.resource_id = (c.stored).resource_id
                and s.planned_start_time = (c.stored).planned_start_time
                and s.schedule_date = (c.stored).schedule_date
        $sql$, v_chunk)
        using p_changes;
        get diagnostics v_deleted = row_count;
        v_left := v_left - v_deleted;
    end loop;
    -- Where a partition is compressed, only the table itself knows how.
    if v_left > 0 then
        delete from sched.equipment_schedules as s
        using unnest(p_changes) as c
        where s.resource_id = (c.stored).resource_id
            and s.planned_start_time = (c.stored).planned_start_time
            and s.schedule_date = (c.stored).schedule_date
            and s.schedule_date between p_from and p_to;
    end if;
end
$$;

comment on function sched_engine.delete_rows(sched_engine.row_change[], date, date) is
    'Deletes the stored rows of these changes, which lie on the business dates p_from to p_to.';
