create or replace function sched_engine.is_utf8(p_bytes bytea)
returns boolean
language plpgsql
immutable
set search_path = pg_catalog, pg_temp
as $$
begin
    perform convert_from(p_bytes, 'UTF8');
    return true;
exception when character_not_in_repertoire then
    return false;
end
$$;

comment on function sched_engine.is_utf8(bytea) is 'Whether bytes are a text in UTF-8, which holds no zero byte either.';
