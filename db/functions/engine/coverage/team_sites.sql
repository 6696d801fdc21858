create or replace function sched_engine.team_sites(p_from date, p_to date)
returns table (team_id bigint, dates daterange, sites bigint[])
language sql
stable
parallel safe
rows 100
set search_path = pg_catalog, pg_temp
as $$
    with bounds as (
        select
            t.id,
            t.resource_id,
            b.first_date,
            coalesce(
                lead(b.first_date) over (partition by t.id order by b.first_date),
                p_to + 1
            ) as next_date
        from sched.emp_teams as t
        cross join lateral (
            select p_from
            union
            select unnest(array[w.start_date::date, w.end_date::date + 1])
            from sched.emp_team_resources as w
            where w.team_id = t.id
        ) as b (first_date)
        where b.first_date between p_from and p_to
    )

    select
        b.id,
        daterange(b.first_date, b.next_date),
        coalesce(
            (
                select array_agg(w.resource_id order by w.resource_id)
                from sched.emp_team_resources as w
                where w.team_id = b.id and daterange(w.start_date, w.end_date, '[]') @> b.first_date
            ),
            array[b.resource_id]
        )
    from bounds as b
$$;

comment on function sched_engine.team_sites(date, date) is
    'Where each team works, on which of the business dates p_from to p_to (both included): the resources that it works
on, or its home while there are none.';
