create or replace function sched_engine.refuse_missing(p_what text, p_row jsonb, p_columns text[])
returns void
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_missing constant text := (
        select string_agg(c.name, ' and no ' order by c.nr)
        from unnest(p_columns) with ordinality as c (name, nr)
        where coalesce(p_row -> c.name, 'null') = 'null'
    );
begin
    if v_missing is not null then
        perform sched_engine.refuse('SC016', format('%s has no %s.', p_what, v_missing), 'Give a value for it.');
    end if;
end
$$;

comment on function sched_engine.refuse_missing(text, jsonb, text[]) is
    'Refuses (SC016) a row that lacks one of these columns. PostgreSQL would quote the whole row, which says who
somebody is.';
