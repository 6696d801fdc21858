-- PostgreSQL says the same of a view that it writes through by itself.
create or replace function sched_http.refuse_computed(
    p_view text, p_old jsonb, p_new jsonb, p_columns text[], p_hint text default null
)
returns void
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_given constant text := (
        select string_agg(quote_ident(c.name), ', ' order by c.nr)
        from unnest(p_columns) with ordinality as c (name, nr)
        where coalesce(p_new -> c.name, 'null') <> coalesce(p_old -> c.name, 'null')
    );
begin
    if v_given is not null then
        perform sched_engine.refuse('0A000',
            format('%s of %s is computed by the system and cannot be written.', v_given, p_view),
            coalesce(p_hint, 'Leave it out, or leave it as it is.'));
    end if;
end
$$;

comment on function sched_http.refuse_computed(text, jsonb, jsonb, text[], text) is
    'Refuses (0A000) a row written through a view with a trigger when it gives a column (of p_columns) that the system
computes another value than it has; p_old is null for a new row.';
