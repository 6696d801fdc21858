create or replace function sched_engine.team_sites(p_from date, p_to date)
returns table (team_id bigint, dates daterange, sites bigint[])
language plpgsql
stable
parallel safe
rows 100
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
begin
    return query
    with held as materialized (
        select
            t.id,
            w.resource_id,
            daterange(w.start_date, w.end_date, '[]') as dates
        from sched.emp_teams as t
        left join sched.emp_team_resources as w
            on w.team_id = t.id and daterange(w.start_date, w.end_date, '[]') && daterange(p_from, p_to, '[]')
    ),

    bounds as (
        select
            b.id,
            b.first_date,
            coalesce(lead(b.first_date) over (partition by b.id order by b.first_date), p_to + 1) as next_date
        from (
            select
                h.id,
                greatest(lower(h.dates), p_from) as first_date
            from held as h
            union
            select
                h.id,
                p_from
            from held as h
            union
            select
                h.id,
                upper(h.dates)
            from held as h
            where upper(h.dates) <= p_to
        ) as b
    )

    select
        b.id,
        daterange(b.first_date, b.next_date),
        coalesce(array_agg(h.resource_id order by h.resource_id) filter (where h.resource_id is not null), array[t.resource_id])
    from bounds as b
    inner join sched.emp_teams as t on t.id = b.id
    left join held as h on h.id = b.id and h.dates @> b.first_date
    group by b.id, b.first_date, b.next_date, t.resource_id;
end
$$;

comment on function sched_engine.team_sites(date, date) is
    'Where each team works, on which of the business dates p_from to p_to (both included): the resources that it works
on, or its home while there are none.';
