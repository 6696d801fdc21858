create or replace function sched_engine.foretell_generation(
    p_resource_ids bigint[],
    p_from date,
    p_to date,
    p_regenerate boolean default false,
    p_apply_holidays boolean default true,
    p_rewrite_past boolean default false,
    p_listed integer default 20
)
returns jsonb
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_ids bigint[];
    v_looked bigint[];
    v_every bigint;
    v_conflict jsonb;
begin
    perform sched_engine.check_period(p_from, p_to);
    v_ids := sched_engine.schedulable_resources(p_resource_ids);
    v_conflict := sched_engine.generation_conflict(v_ids, p_from, p_to);
    v_every := greatest(1, ceil(
        sched_engine.machine_days(p_resource_ids, p_from, p_to, p_regenerate)::numeric
        / sched_engine.setting_int('what_if_machine_days', 200000)
    ));
    -- Spread evenly over ids, which follow the order in which a plant was entered.
    v_looked := array(select i.id from unnest(v_ids) with ordinality as i (id, nr) where (i.nr - 1) % v_every = 0);
    if v_every = 1 and p_regenerate then
        v_looked := p_resource_ids; -- with those that are no longer scheduled
    end if;

    return (
        with machines as materialized (
            select
                p.resource_id,
                sum(p.inserted)::bigint as inserted,
                sum(p.updated)::bigint as updated,
                sum(p.deleted)::bigint as deleted,
                min(p.schedule_date) as first_date,
                max(p.schedule_date) as last_date
            from sched_engine.preview_generation(
                v_looked, p_from, p_to, p_regenerate, p_apply_holidays, p_rewrite_past
            ) as p
            where v_conflict is null
            group by p.resource_id
        ),

        listed as (
            select m.*, r.resource_code, r.resource_name
            from machines as m
            inner join sched.resources as r on r.id = m.resource_id
            order by m.updated + m.deleted desc, m.inserted desc, r.hierarchy_path
            limit p_listed
        )

        select jsonb_build_object(
            'period', jsonb_build_object('start', p_from, 'end', p_to),
            'machine_count', cardinality(v_ids),
            'looked_at', cardinality(sched_engine.schedulable_resources(v_looked)),
            'conflict', v_conflict,
            'total', (
                select jsonb_build_object(
                    'machines', count(*),
                    'inserted', coalesce(sum(m.inserted), 0),
                    'updated', coalesce(sum(m.updated), 0),
                    'deleted', coalesce(sum(m.deleted), 0)
                )
                from machines as m
            ),
            'machines', (select coalesce(jsonb_agg(to_jsonb(l)), '[]') from listed as l)
        )
    );
end
$$;

comment on function sched_engine.foretell_generation(bigint[], date, date, boolean, boolean, boolean, integer) is
    'What sched_engine.generate with the same arguments would do, added up: {period, machine_count, looked_at, conflict, total,
machines}. A run that is larger than the setting what_if_machine_days is judged by a part of its machines, spread evenly over them:
looked_at says how many, and total and machines count these alone. conflict is the error that it would meet (SC010), else null;
machines are the p_listed with the most changes. Writes nothing. SC004: period.';
