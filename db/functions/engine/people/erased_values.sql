create or replace function sched_engine.erased_values(p_row jsonb, p_number text)
returns jsonb
language sql
immutable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
    select p_row || coalesce(
        (
            select jsonb_object_agg(n.name, n.value)
            from (
                values
                ('employee_number', to_jsonb(p_number)), ('key_name', to_jsonb(p_number)), ('skills', jsonb '{}')
            ) as n (name, value)
            where p_row ? n.name
        ),
        '{}'
    )
$$;

comment on function sched_engine.erased_values(jsonb, text) is
    'A row of the audit log without what tells whom it is about: instead of the number, and of the name of a key,
p_number.';
