create or replace function sched_engine.audit_key(p_row jsonb, p_columns text[])
returns text
language plpgsql
immutable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
begin
    if cardinality(p_columns) = 1 then
        return p_row ->> p_columns[1];
    end if;
    return (select string_agg(p_row ->> k.part, '/' order by k.nr) from unnest(p_columns) with ordinality as k (part, nr));
end
$$;

comment on function sched_engine.audit_key(jsonb, text[]) is
    'The key of a row as the audit log writes it: the values of its key columns, with slashes between them.';
