create or replace function sched_http.id_list(p_name text, p_list text)
returns bigint[]
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
begin
    if p_list is null or p_list !~ '[^[:space:]]' then
        return null;
    elsif p_list !~ '^\s*\d{1,18}\s*(,\s*\d{1,18}\s*)*$' then
        perform sched_engine.refuse('22P02',
            format('%s must be ids separated by commas, not %L.', p_name, left(p_list, 100)),
            format('For example: %s=123,124. Leave it out for the whole plant.', p_name));
    end if;
    return string_to_array(regexp_replace(p_list, '\s', '', 'g'), ',')::bigint[];
end
$$;

comment on function sched_http.id_list(text, text) is
    'The ids of an argument of the API (its name is for the error) that lists them with commas; null when it is empty.';
