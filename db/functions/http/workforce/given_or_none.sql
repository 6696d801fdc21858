create or replace function sched_http.given_or_none(p_id bigint, p_code text, p_old_id bigint, p_old_code text)
returns boolean
language sql
immutable
parallel safe
as $$
    -- What a change leaves as it was says nothing: one of the two may be taken away alone.
    select case
        when p_old_id is null then num_nonnulls(p_id, p_code) > 0
        else p_id is not null and (p_code is not null or p_old_code is null)
    end
$$;

comment on function sched_http.given_or_none(bigint, text, bigint, text) is
    'Whether a request gives something that a row may be without, by an id, a code or both; when a row is changed, what
it had before comes last. False: it has none, or no longer.';
