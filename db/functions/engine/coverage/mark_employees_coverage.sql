create or replace function sched_engine.mark_employees_coverage()
returns trigger
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    if not exists (select from sched.emp_requirements) then
        return null;
    end if;
    perform sched_engine.mark_coverage(
        sched_engine.sites_of_people(array_agg(distinct c.id), '{}', d.first_date, d.last_date)
        || array_remove(array_agg(distinct c.resource_id), null),
        tstzrange(null, null)
    )
    from (
        (
            select n.id, n.position_id, n.resource_id from new_rows as n
            except
            select o.id, o.position_id, o.resource_id from old_rows as o
        )
        union all
        (
            select o.id, o.position_id, o.resource_id from old_rows as o
            except
            select n.id, n.position_id, n.resource_id from new_rows as n
        )
    ) as c
    cross join (
        select
            lower(range_merge(k.dates)) as first_date,
            upper(range_merge(k.dates)) as last_date
        from sched.emp_coverage_dates as k
        where k.dates <> '{}'
    ) as d
    group by d.first_date, d.last_date;
    return null;
end
$$;

comment on function sched_engine.mark_employees_coverage() is
    'Trigger: marks the gaps around people who have another position, or belong elsewhere.';

create or replace trigger mark_coverage after update on sched.emp_employees
referencing old table as old_rows new table as new_rows
for each statement execute function sched_engine.mark_employees_coverage();
