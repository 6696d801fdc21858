create or replace function sched_http.given_key(
    p_kind text, p_id bigint, p_code text, p_old_id bigint, p_old_code text, out id bigint, out code text
)
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    if p_old_id is not null and (p_id, p_code) is not distinct from (p_old_id, p_old_code) then
        id := p_old_id;
        return;
    end if;
    id := case when p_id is distinct from p_old_id then p_id end;
    code := case when p_code is distinct from p_old_code then p_code end;
    if num_nonnulls(id, code) = 0 then
        perform sched_engine.refuse('SC016', format('No %s is given.', p_kind),
            format('Give its id as %1$s_id, or its code as %1$s_code.', p_kind));
    end if;
end
$$;

comment on function sched_http.given_key(text, bigint, text, bigint, text) is
    'What a request says of which resource, pattern or calendar (p_kind) it means: an id, a code or both. Of a row that is
changed, what was left as it was says nothing; when all of it was, it is the id it had. SC016: neither is given.';
