create or replace function sched_engine.similar_names(p_value text, p_known text[], p_limit integer default 3)
returns text[]
language sql
immutable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
    with spelled as (
        select
            k.name,
            ' ' || lower(regexp_replace(k.name, '[^[:alnum:]]', '', 'g')) || ' ' as letters
        from unnest(p_value || p_known) as k (name)
        where length(k.name) <= 200
    ),

    pairs as (
        select
            s.name,
            array_agg(distinct substr(s.letters, i.nr, 2)) as pairs
        from spelled as s
        cross join lateral generate_series(1, length(s.letters) - 1) as i (nr)
        group by s.name
    ),

    -- Dice's coefficient: the share of letter pairs that two names have in common.
    scored as (
        select
            k.name,
            2.0 * (select count(*) from unnest(k.pairs) as p (pair) where p.pair = any(v.pairs))
            / (cardinality(k.pairs) + cardinality(v.pairs)) as score
        from pairs as v
        inner join pairs as k on k.name <> v.name
        where v.name = p_value
    )

    select array(
        select s.name
        from scored as s
        where s.score > 0.5 and s.score > 0.8 * (select max(i.score) from scored as i)
        order by s.score desc, s.name
        limit p_limit
    )
$$;

comment on function sched_engine.similar_names(text, text[], integer) is
    'The known names that look most like a mistyped one, best first; none when nothing is near.';
