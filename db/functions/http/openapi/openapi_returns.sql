create or replace function sched_http.openapi_returns(
    p_function oid, p_comment text, p_is_file boolean, p_creates boolean
)
returns json
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_is_set constant boolean := (select p.proretset from pg_catalog.pg_proc as p where p.oid = p_function);
    v_schema constant jsonb := sched_http.openapi_result(p_function);
    v_types json;
begin
    if v_schema is null then
        return json '{"204": {"description": "Done."}}';
    end if;
    v_types := case
        when p_is_file then sched_http.openapi_file_types(p_comment, v_schema)
        else sched_http.openapi_types(v_schema, case when v_is_set then v_schema -> 'items' else v_schema end)
    end;
    return (
        -- A comment names the status 202 where it is given.
        select json_object_agg(s.status, json_build_object('description', s.description, 'content', case s.status
            when '202' then sched_http.openapi_types(j.job, j.job)
            else v_types
        end))
        from (
            values
            ('200', 'What the function returns.', true),
            ('201', 'Created.', p_creates),
            ('202', 'Accepted, and done later.', p_comment ~ '\m202\M'),
            ('206', 'A part of it, as asked for with a count.', v_is_set)
        ) as s (status, description, is_given)
        cross join (select sched_http.openapi_edit_shapes() -> 'answer_with_job' as job) as j
        where s.is_given
    );
end
$$;

comment on function sched_http.openapi_returns(oid, text, boolean, boolean) is
    'The good answers of a function. p_creates: it may create a row, and answers 201 then.';
