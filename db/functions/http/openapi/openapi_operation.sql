create or replace function sched_http.openapi_operation(
    p_id text, p_name text, p_comment text, p_roles name[], p_parameters json, p_body json, p_answers json
)
returns json
language plpgsql
immutable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
begin
    return (
        select json_strip_nulls(json_build_object(
            'operationId', p_id,
            'tags', json_build_array(sched_http.openapi_tag(p_name)),
            'summary', rtrim(split_part(p_comment, E'\n', 1), '.'),
            'description', concat_ws(
                E'\n\n',
                nullif(trim(substring(p_comment, strpos(p_comment || E'\n', E'\n') + 1), E'\n'), ''),
                case
                    when 'sched_anon' = any(p_roles) then 'No credentials needed.'
                    else format('For the roles %s.', array_to_string(p_roles, ', '))
                end
            ),
            'security', case when 'sched_anon' = any(p_roles) then json '[]' end,
            'parameters', p_parameters,
            'requestBody', p_body,
            'responses', p_answers,
            'x-roles', p_roles
        ))
    );
end
$$;

comment on function sched_http.openapi_operation(text, text, text, name[], json, json, json) is
    'One operation in the description of the HTTP API. The first line of the comment is its summary, the rest its
description, completed by the roles that may call it.';
