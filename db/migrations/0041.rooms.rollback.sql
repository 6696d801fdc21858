-- The functions of the version before come from db/functions.
set local role sched_owner;

do $$
declare
    v_moved constant text[] := array[
        'accepted_names', 'answer_with_job', 'answers_later', 'as_shown', 'check_request', 'check_webhook',
        'create_api_key', 'explain_names', 'export_plan', 'find_api_key', 'given_id', 'given_names',
        'given_resource', 'http_status', 'id_list', 'import_csv', 'keep_in_scope', 'keys_in_force',
        'meant_name', 'next_element', 'openapi_about', 'openapi_answers', 'openapi_arguments', 'openapi_body',
        'openapi_call', 'openapi_column_filters', 'openapi_columns', 'openapi_common_schemas',
        'openapi_components', 'openapi_document', 'openapi_edit_shapes', 'openapi_embeds', 'openapi_enums',
        'openapi_example', 'openapi_examples', 'openapi_file_types', 'openapi_filter', 'openapi_filter_schemas',
        'openapi_function_paths', 'openapi_functions', 'openapi_inputs', 'openapi_operation', 'openapi_origins',
        'openapi_page_script', 'openapi_page_style', 'openapi_refs', 'openapi_result', 'openapi_returns',
        'openapi_roles', 'openapi_rows', 'openapi_schemas', 'openapi_shapes', 'openapi_tag', 'openapi_tags',
        'openapi_takes', 'openapi_type', 'openapi_types', 'openapi_value', 'openapi_view_paths',
        'openapi_views', 'openapi_words', 'refuse_computed', 'refuse_element', 'refuse_scoped',
        'refuse_unfiltered', 'relay_key', 'request_header', 'request_seconds', 'revoke_api_key', 'send_file',
        'store_assignment', 'store_calendar_assignment', 'store_exception', 'tell_location', 'token_scope',
        'url_text', 'visible_exception', 'write_assignment', 'write_calendar_assignment', 'write_exception',
        'write_webhook'
    ];
    v_routine regprocedure;
    v_view regclass;
begin
    for v_routine in
        select p.oid
        from pg_catalog.pg_proc as p
        where p.pronamespace = 'sched_http'::regnamespace and p.proname = any(v_moved)
    loop
        execute format('alter routine %s set schema sched_engine', v_routine);
    end loop;
    for v_view in
        select c.oid
        from pg_catalog.pg_class as c
        where c.relnamespace = 'sched_http'::regnamespace and c.relkind = 'v' and c.relname = any(v_moved)
    loop
        execute format('alter view %s set schema sched_engine', v_view);
    end loop;
end
$$;

drop function if exists sched_http.tell_refusal(text, text, text, text);
drop function if exists sched_http.send_calendar(bigint, date, date);

revoke usage on schema sched_http from sched_relay;
comment on schema sched_http is
    'What the HTTP API calls before each request: who is asking, and as which role. Not exposed as an endpoint.';
