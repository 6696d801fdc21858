-- From the partitions themselves, as sched_engine.delete_rows does it for machines, and for the same reason.
create or replace function sched_engine.delete_roster_rows(p_differences sched_engine.roster_difference[])
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_stored constant sched.emp_schedules[] := array(
        select d.stored from unnest(p_differences) as d where (d.stored).employee_id is not null
    );
    v_from constant date := (select min(s.schedule_date) from unnest(v_stored) as s);
    v_to constant date := (select max(s.schedule_date) from unnest(v_stored) as s);
    v_left bigint := cardinality(v_stored);
    v_chunk regclass;
    v_deleted bigint;
begin
    for v_chunk in
        select distinct s.tableoid
        from unnest(v_stored) as d
        inner join sched.emp_schedules as s
            on s.employee_id = d.employee_id and s.schedule_date = d.schedule_date
            and s.shift_start_time = d.shift_start_time and s.schedule_status = d.schedule_status
        where s.schedule_date between v_from and v_to
    loop
        execute format($sql$
            delete from %s as s
            using unnest($1) as d
            where s.employee_id = d.employee_id and s.schedule_date = d.schedule_date
                and s.shift_start_time = d.shift_start_time and s.schedule_status = d.schedule_status
        $sql$, v_chunk)
        using v_stored;
        get diagnostics v_deleted = row_count;
        v_left := v_left - v_deleted;
    end loop;
    -- Where a partition is compressed, only the table itself knows how.
    if v_left > 0 then
        delete from sched.emp_schedules as s
        using unnest(v_stored) as d
        where s.employee_id = d.employee_id and s.schedule_date = d.schedule_date
            and s.shift_start_time = d.shift_start_time and s.schedule_status = d.schedule_status
            and s.schedule_date between v_from and v_to;
    end if;
end
$$;

comment on function sched_engine.delete_roster_rows(sched_engine.roster_difference[]) is
    'Deletes the stored rows of these differences.';
