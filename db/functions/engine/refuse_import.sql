create or replace function sched_engine.refuse_import(p_problems jsonb)
returns void
language plpgsql
immutable
set search_path = ''
as $$
begin
    raise exception using
        errcode = 'SC009',
        message = format('Nothing was imported: %s found.', case jsonb_array_length(p_problems)
            when 1 then '1 problem was' else jsonb_array_length(p_problems) || ' problems were' end),
        detail = p_problems::text,
        hint = 'Correct what the detail lists, and import again.';
end
$$;

comment on function sched_engine.refuse_import(jsonb) is
    'Raises SC009; its detail is the given JSON array of {line, column_name, value, message, remedy}.';
