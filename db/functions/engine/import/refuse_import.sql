create or replace function sched_engine.refuse_import(p_problems jsonb)
returns void
language plpgsql
immutable
set search_path = pg_catalog, pg_temp
as $$
begin
    perform sched_engine.refuse('SC009',
        format('Nothing was imported: %s found.',
            sched_engine.counted(jsonb_array_length(p_problems), 'problem was', 'problems were')),
        'Correct what the details list, and import again.',
        p_problems::text);
end
$$;

comment on function sched_engine.refuse_import(jsonb) is
    'Raises SC009; its detail is the given JSON array of {line, column_name, value, message, remedy}.';
