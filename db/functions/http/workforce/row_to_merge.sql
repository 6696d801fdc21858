create or replace function sched_http.row_to_merge(p_view text, p_keys text[], p_new anyelement)
returns anyelement
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_given constant text := nullif(
        sched_http.url_text(sched_http.request_header('X-On-Conflict')), ''
    );
    v_key constant text := replace(replace(coalesce(v_given, p_keys[1]), ' ', ''), '?', '');
    v_full constant text := (select k.key from unnest(p_keys || text 'id') as k (key) where replace(k.key, '?', '') = v_key);
    v_stored p_new%type;
begin
    if v_full is null then
        perform sched_engine.refuse('42P10', format('%s has no key %s.', p_view, left(v_key, 100)),
            'on_conflict takes ' || replace(array_to_string(p_keys || text 'id', ' or '), '?', '') || '.');
    end if;
    execute format(
        'select v.* from api_v2.%I as v where %s', p_view,
        (
            select string_agg(
                format(case when c.name ~ '\?' then 'v.%1$I is not distinct from ($1).%1$I' else 'v.%1$I = ($1).%1$I' end,
                    replace(c.name, '?', '')), ' and '
            )
            from string_to_table(v_full, ',') as c (name)
        )
    ) into v_stored using p_new;
    return v_stored;
end
$$;

comment on function sched_http.row_to_merge(text, text[], anyelement) is
    'The stored row of a view of api_v2 that an upsert means by p_new, with the key that the request names, or the
first of p_keys (its columns, with commas between; a ? behind one that may be null, which is a value like others then);
null: there is none yet. 42P10: that is no key of the view.';
