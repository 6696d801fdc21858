create or replace function sched_engine.coverage_supply(
    p_places sched_engine.coverage_place[], p_employee_ids bigint[], p_from timestamptz, p_to timestamptz
)
returns table (places integer[], start_time timestamptz, end_time timestamptz, people integer)
language plpgsql
stable
parallel safe
rows 1000
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    return query
    with present as materialized (
        select * from sched_engine.people_present(p_employee_ids, p_from, p_to)
    ),

    site_places as materialized (
        select
            s.sites,
            array_agg(p.place order by p.place) as places
        from (select distinct x.sites from present as x) as s
        inner join unnest(p_places) as p on p.sites && s.sites
        group by s.sites
    ),

    skills as materialized (
        select * from sched_engine.coverage_skills(
            p_places, array(select distinct x.employee_id from present as x), p_from, p_to
        )
    ),

    shifts as materialized (
        select
            x.sites,
            coalesce(k.places, '{}') as skill,
            x.start_time,
            x.end_time,
            count(*)::integer as people
        from present as x
        left join skills as k on k.employee_id = x.employee_id and k.dates @> x.schedule_date
        group by x.sites, coalesce(k.places, '{}'), x.start_time, x.end_time
    ),

    kinds as materialized (
        select
            d.sites,
            d.skill,
            array(
                select p.place
                from unnest(p_places) as p
                where p.place = any(s.places)
                    and (p.min_level is null and p.position_id is null or p.place = any(d.skill))
                order by p.place
            ) as places
        from (select distinct x.sites, x.skill from shifts as x) as d
        inner join site_places as s on s.sites = d.sites
    )

    select
        k.places,
        x.start_time,
        x.end_time,
        sum(x.people)::integer
    from shifts as x
    inner join kinds as k on k.sites = x.sites and k.skill = x.skill
    where k.places <> '{}'
    group by k.places, x.start_time, x.end_time;
end
$$;

comment on function sched_engine.coverage_supply(sched_engine.coverage_place[], bigint[], timestamptz, timestamptz) is
    'How many people who can fill the same of these places are on shift when, within [p_from, p_to), cut there: a row for
people who come and go together.';
