create or replace function sched_engine.generate_in_place(
    p_resource_ids bigint[], p_from date, p_to date, p_regenerate boolean, p_apply_holidays boolean,
    p_rewrite_past boolean
)
returns table (inserted bigint, updated bigint, deleted bigint, unchanged bigint)
language sql
volatile
set search_path = pg_catalog, pg_temp
as $$
    select
        coalesce(sum(g.inserted), 0)::bigint,
        coalesce(sum(g.updated), 0)::bigint,
        coalesce(sum(g.deleted), 0)::bigint,
        coalesce(sum(g.unchanged), 0)::bigint
    from (
        select array_agg(i.id order by i.id) as ids
        from (
            select
                r.id,
                row_number() over (order by r.id) - 1 as nr
            from sched.resources as r
            where r.id = any(p_resource_ids)
                and (
                    (r.requires_scheduling and r.is_active)
                    or exists (select from sched.generated_dates as d where d.resource_id = r.id and d.dates <> '{}')
                )
        ) as i
        group by i.nr / (select sched_engine.generation_batch(p_from, p_to))
        order by min(i.id)
    ) as b
    cross join lateral sched_engine.generate(
        b.ids, p_from, p_to, p_regenerate, p_apply_holidays, p_rewrite_past
    ) as g
$$;

comment on function sched_engine.generate_in_place(bigint[], date, date, boolean, boolean, boolean) is
    'Generates these resources in one transaction, as sched_engine.generate does, but batch by batch: differences are
collected in memory.';
