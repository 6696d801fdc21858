create or replace function sched_engine.explain_pending(p_resource_id bigint, p_date date)
returns setof sched.stale_dates
language sql
stable
parallel safe
rows 1
set search_path = pg_catalog, pg_temp
as $$
    select s.*
    from sched.resources as r
    inner join sched.stale_dates as s on s.resource_id = any(r.path_ids)
    where r.id = p_resource_id and s.dates @> p_date and s.done_through < p_resource_id
$$;

comment on function sched_engine.explain_pending(bigint, date) is
    'Edits that may change the plan of a machine on a business date and are still to be applied to the
stored rows.';
