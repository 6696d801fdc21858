create or replace function sched_engine.describe_cause(p_cause jsonb)
returns text
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
    select string_agg(
        case
            when c.cause ->> 'run' = 'clear' then 'plan cleared'
            when c.cause ? 'run' then concat(
                'plan generated', case when c.cause ->> 'run' = 'regenerate' then ' again' end,
                case when c.cause ->> 'apply_holidays' = 'false' then ' without holidays' end
            )
            when c.cause ? 'table' then format('%s %s', s.subjects, case c.cause ->> 'action'
                when 'INSERT' then 'entered'
                when 'DELETE' then 'removed'
                else 'changed'
            end)
        end, '; ' order by c.nr
    )
    from jsonb_array_elements(
        case jsonb_typeof(p_cause) when 'array' then p_cause else jsonb_build_array(p_cause) end
    ) with ordinality as c (cause, nr)
    cross join lateral (
        select concat(
            string_agg(
                coalesce(
                    sched_engine.cause_subject(c.cause ->> 'table', i.id::bigint),
                    format('%s %s', replace(c.cause ->> 'table', '_', ' '), i.id)
                ), ', ' order by i.nr
            ) filter (where i.nr <= 3),
            ' and ' || nullif(greatest(count(*) - 3, 0), 0) || ' more'
        ) as subjects
        from jsonb_array_elements_text(c.cause -> 'ids') with ordinality as i (id, nr)
    ) as s
$$;

comment on function sched_engine.describe_cause(jsonb) is
    'The cause of a change of the plan (sched.schedule_changes.cause) or of an edit that waits (sched.stale_dates.cause), in
words: "exception 7 (maintenance: Belt) entered". Names are those of now.';
