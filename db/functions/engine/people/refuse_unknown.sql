create or replace function sched_engine.refuse_unknown(p_kind text, p_word text, p_given text, p_known text[])
returns void
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_near constant text := (
        select string_agg(n.code, ', ')
        from (
            select k.code
            from unnest(p_known) as k (code)
            where position(lower(p_given) in lower(k.code)) > 0 or position(lower(k.code) in lower(p_given)) > 0
            order by abs(length(k.code) - length(p_given)), k.code
            limit 3
        ) as n
    );
begin
    perform sched_engine.check_given(p_given, p_kind, format('Give the %s, as the list shows it.', p_word));
    perform sched_engine.refuse('SC021', format('There is no %s with the %s %L.', p_kind, p_word, left(p_given, 100)),
        coalesce('Did you mean ' || v_near || '?', format('List the %ss; upper and lower case differ.', p_kind)));
end
$$;

comment on function sched_engine.refuse_unknown(text, text, text, text[]) is
    'Refuses (SC021) a code or number (p_word says which of the two) that no employee, team, department or position
(p_kind) has, and names those of p_known that look alike. SC016: none is given.';
