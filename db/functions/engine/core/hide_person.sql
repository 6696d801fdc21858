create or replace function sched_engine.hide_person(p_row jsonb)
returns jsonb
language sql
immutable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
    select p_row || coalesce(
        (
            select jsonb_object_agg(h.name, '***')
            from unnest(array['first_name', 'last_name', 'email', 'absence_kind']) as h (name)
            where p_row ->> h.name is not null
        ),
        '{}'
    )
$$;

comment on function sched_engine.hide_person(jsonb) is
    'A row about a person with asterisks for names, email and why they are absent: that something was there, not what.';
