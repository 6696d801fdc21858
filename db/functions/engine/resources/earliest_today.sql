create or replace function sched_engine.earliest_today(p_codes text[])
returns date
language sql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
    select coalesce(
        min((sched_engine.current_instant() at time zone z.time_zone)::date),
        (sched_engine.current_instant() at time zone 'UTC')::date
    )
    from sched_engine.effective_time_zones(array(
        select sched_engine.resource_id(c.code) from unnest(p_codes) as c (code)
        union all
        select v.id
        from sched_engine.visible_resources as v
        inner join sched.resources as r on r.id = v.id
        where coalesce(p_codes, '{}') = '{}'
            and (
                r.time_zone is not null
                or r.parent_resource_id not in (select a.id from sched_engine.visible_resources as a)
            )
    )) as z
$$;

comment on function sched_engine.earliest_today(text[]) is
    'Today, by the clocks of the resources with these codes (null or empty: of all that the present request may see); where
they differ, the earliest. UTC where there is no resource. SC001: unknown code.';

grant execute on function sched_engine.earliest_today(text[]) to sched_relay;
