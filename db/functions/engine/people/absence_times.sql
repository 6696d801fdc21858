create or replace function sched_engine.absence_times(
    p_employee_id bigint, p_start timestamptz, p_end timestamptz, out start_local text, out end_local text
)
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
    select
        -- By the clock, where that says which moment is meant.
        case when w.is_clear then w.start_local else to_char(p_start at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS+00') end,
        case when w.is_clear then w.end_local else to_char(p_end at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS+00') end
    from (
        select
            c.*,
            sched_engine.local_instant(c.start_local, z.zone) = p_start
            and sched_engine.local_instant(c.end_local, z.zone) = p_end as is_clear
        from (
            select
                regexp_replace(to_char(p_start at time zone e.zone, 'YYYY-MM-DD HH24:MI:SS'), '(:\d\d):00$', '\1') as start_local,
                regexp_replace(to_char(p_end at time zone e.zone, 'YYYY-MM-DD HH24:MI:SS'), '(:\d\d):00$', '\1') as end_local
            from (
                select sched_engine.employee_zone(p_employee_id, (p_start at time zone 'UTC')::date) as zone
                where p_start is not null
            ) as e
        ) as c
        cross join lateral (
            select sched_engine.employee_zone(p_employee_id, left(c.start_local, 10)::date) as zone
        ) as z
    ) as w
    right join (select 1) as one on true
$$;

comment on function sched_engine.absence_times(bigint, timestamptz, timestamptz) is
    'The ends of an absence by the clock of the person, as sched_engine.local_instant reads them; in UTC, with the offset, where
the clock shows a time twice. Null for whole days.';
