create or replace function sched_engine.recurrence_occurrences(
    p_rule text,
    p_dtstart timestamp,
    p_excluded timestamp[],
    p_added timestamp[],
    p_from timestamp,
    p_to timestamp
)
returns setof timestamp
language sql
immutable
parallel safe
rows 100
set search_path = pg_catalog, pg_temp
as $$
    select m.moment
    from (
        select r.moment
        from sched_engine.rrule_occurrences(p_rule, p_dtstart, p_from, p_to) as r (moment)
        union
        select a.moment
        from unnest(p_added || case when p_rule is null then p_dtstart end) as a (moment)
    ) as m
    where m.moment >= p_from and m.moment < p_to
        and not m.moment = any(coalesce(p_excluded, '{}'))
    order by m.moment
$$;

comment on function sched_engine.recurrence_occurrences(
    text, timestamp, timestamp[], timestamp[], timestamp, timestamp
) is
    'When something that starts at p_dtstart happens: by its rule (null: once, at its start) and at p_added
(RDATE), but never at p_excluded (EXDATE), which beats both; each moment once, ascending, >= p_from and <
p_to, in wall time. A COUNT counts before p_excluded. SC012: see rrule_occurrences.';
