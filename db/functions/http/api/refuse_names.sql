create or replace function sched_http.refuse_names(p_schema text, p_path text, p_given text[])
returns void
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_thing constant text := left(regexp_replace(p_path, '^/(rpc/)?', ''), 100);
    v_is_call constant boolean := p_path ~ '^/rpc/';
    v_accepted text[];
    v_needed text;
    v_others text;
    v_missing text;
    v_unknown text;
    v_meant text;
begin
    select
        array_agg(n.name order by n.place),
        string_agg(n.name, ', ' order by n.place) filter (where n.is_required),
        string_agg(n.name, ', ' order by n.place) filter (where not n.is_required),
        string_agg(n.name, ', ' order by n.place) filter (where n.is_required and n.name <> all(p_given))
    into v_accepted, v_needed, v_others, v_missing
    from sched_http.accepted_names(p_schema, p_path) as n;
    if v_accepted is null and not exists (
        select from sched_http.openapi_functions(p_schema) as f where v_is_call and f.function_name = v_thing
    ) then
        perform sched_engine.refuse('SC001', format('There is no function or view %s.', v_thing),
            format('All of them are listed at /%s/.', replace(p_schema, '_', '/')));
    end if;
    select
        string_agg(u.name, ', '), string_agg(format('%s for %s', m.name, u.name), ', ') filter (where m.name is not null)
    into v_unknown, v_meant
    from (
        select left(g.name, 100) as name
        from unnest(p_given) as g (name)
        where g.name <> all(coalesce(v_accepted, '{}'))
        limit 20
    ) as u
    cross join lateral (select sched_http.meant_name(u.name, v_accepted) as name) as m;

    perform sched_engine.refuse(
        'SC016',
        v_thing || case
            when num_nonnulls(v_missing, v_unknown) > 0
                then concat_ws(' and', ' lacks ' || v_missing, ' has no ' || v_unknown) || '.'
            else ' cannot be called like this.'
        end,
        concat_ws(' ',
            'Write ' || v_meant || '.',
            case when num_nonnulls(v_missing, v_unknown) = 0 then 'Send an object as application/json.' end,
            case
                when not v_is_call then 'Its columns are ' || v_others || '.'
                when v_accepted is null then 'It takes nothing.'
                else concat_ws('; ', 'It needs ' || v_needed, 'it may have ' || v_others) || '.'
            end
        )
    );
end
$$;

comment on function sched_http.refuse_names(text, text, text[]) is
    'Refuses a request of the HTTP API that gives these names (SC016): says which are missing, which are unknown, what
to write instead, and what the function or view at this path has. SC001: there is none.';
