create or replace function sched_http.given_word(p_column text, p_value text, p_words anyenum)
returns anyenum
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    -- @plpgsql_check_options: anyenumtype = sched.absence_kind
    v_words constant text[] := enum_range(p_words)::text[];
begin
    if p_value <> all(v_words) then
        perform sched_engine.refuse('22P02', format('%s cannot be %L.', p_column, left(p_value, 100)),
            format('It takes %s.', array_to_string(v_words, ', ')));
    end if;
    return (enum_range(p_words))[array_position(v_words, p_value)];
end
$$;

comment on function sched_http.given_word(text, text, anyenum) is
    'The value of an enumeration (p_words is any value of it, or null) that a request gives as text; null: not given.
Refuses (22P02) another word.';
