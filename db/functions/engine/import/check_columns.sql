create or replace function sched_engine.check_columns(p_titles text[], p_kind text, p_line integer default null)
returns table (names text[], problems jsonb)
language sql
stable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
    with titled as (
        select
            t.title,
            t.nr,
            case
                when k.prefix is not null and lower(btrim(split_part(t.title, '.', 1))) || '.' = k.prefix
                    and position('.' in t.title) > 0
                    then k.prefix || btrim(substr(t.title, position('.' in t.title) + 1))
                else regexp_replace(lower(t.title), '[\s-]+', '_', 'g')
            end as name
        from sched_engine.import_columns(p_kind) as k
        -- Empty cells at the end of a header are no columns.
        cross join lateral unnest(
            p_titles[:least(1000, (select max(e.nr) from unnest(p_titles) with ordinality as e (title, nr) where e.title <> ''))]
        ) with ordinality as t (title, nr)
    ),

    found as (
        select
            t.nr,
            left(nullif(t.title, ''), 120) as title,
            min(t.nr) over (partition by t.name) as first_nr,
            case
                when t.name = '' or t.name = k.prefix then format('Column %s has no name.', t.nr)
                when min(t.nr) over (partition by t.name) < t.nr
                    then format('It is column %s and again %s.', min(t.nr) over (partition by t.name), t.nr)
                when t.name <> all(k.known) and not coalesce(starts_with(t.name, k.prefix), false)
                    then 'There is no such column.'
            end as message,
            case
                when t.name = '' or t.name = k.prefix then 'Name it, or remove the column.'
                when min(t.nr) over (partition by t.name) < t.nr then 'Remove one of them.'
                when t.name <> all(k.known) and not coalesce(starts_with(t.name, k.prefix), false) then coalesce(
                    'Did you mean ' || (sched_engine.similar_names(t.name, k.known, 1))[1] || '?',
                    'Known are: ' || array_to_string(k.known, ', ') || '.'
                    || coalesce(' Other facts go into columns named ' || k.prefix || '<name>.', '')
                )
            end as remedy
        from titled as t
        cross join sched_engine.import_columns(p_kind) as k
        union all
        select
            null,
            r.name,
            null,
            'The column is missing.',
            format('The first row must name the columns: %s.', array_to_string(k.known, ', '))
        from sched_engine.import_columns(p_kind) as k
        cross join lateral unnest(k.required) as r (name)
        where r.name not in (select t.name from titled as t)
        union all
        select null, null, null, 'The file has more than 1,000 columns.', 'Remove those that are not needed.'
        where cardinality(p_titles) > 1000
    )

    select
        (select array_agg(t.name order by t.nr) from titled as t),
        (
            select jsonb_agg(jsonb_build_object(
                'line', p_line, 'column_name', f.title, 'value', null, 'message', f.message, 'remedy', f.remedy
            ) order by f.nr)
            from found as f
            where f.message is not null
        )
$$;

comment on function sched_engine.check_columns(text[], text, integer) is
    'The column names of a header, however they are written, and what is wrong with them: an array of problems as in
sched_engine.refuse_import, null when nothing is.';
