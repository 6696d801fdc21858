create or replace function sched_http.agreed_id(p_kind text, p_id bigint, p_code text, p_found bigint)
returns bigint
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    if p_found is null then
        perform sched_engine.refuse('SC001', format('There is no %s with the id %s.', p_kind, p_id),
            format('List the %ss and use the id or code shown there.', p_kind));
    elsif p_found <> p_id then
        perform sched_engine.refuse('SC016',
            format('%1$s_id %2$s and %1$s_code %3$L are two %1$ss.', p_kind, p_id, p_code), 'Give one of them.');
    end if;
    return p_found;
end
$$;

comment on function sched_http.agreed_id(text, bigint, text, bigint) is
    'The id that was found for the id, the code or both that a request gives (sched_http.given_key). SC001: none was found.
SC016: the two are different ones.';
