begin;
select plan(11);

create function pg_temp.told(p_path text, variadic p_given text[]) returns text language plpgsql as $$
declare
    v_hint text;
begin
    perform sched_http.refuse_names('api_v1', p_path, p_given);
exception when others then
    get stacked diagnostics v_hint = pg_exception_hint;
    return concat_ws('|', sqlstate, sqlerrm, v_hint);
end
$$;

select is(pg_temp.told('/rpc/cancel_job', variadic '{}'), 'SC016|cancel_job lacks job_id.|It needs job_id.', 'missing');
select is(
    pg_temp.told('/rpc/cancel_job', 'job_id', 'x', 'y'), 'SC016|cancel_job has no x, y.|It needs job_id.', 'unknown'
);
select is(
    pg_temp.told('/rpc/cancel_job', 'jobId'),
    'SC016|cancel_job lacks job_id and has no jobId.|Write job_id for jobId. It needs job_id.', 'misspelled'
);
select is(
    pg_temp.told('/rpc/copy_pattern', 'new_code', 'colour'),
    'SC016|copy_pattern has no colour.|It needs new_code; it may have pattern_id, pattern_code, new_name.',
    'what is needed, and what is not'
);
select is(pg_temp.told('/rpc/openapi', 'x'), 'SC016|openapi has no x.|It takes nothing.', 'a function without parameters');
select is(
    pg_temp.told('/rpc/cancel_job', 'job_id'),
    'SC016|cancel_job cannot be called like this.|Send an object as application/json. It needs job_id.',
    'the names are right'
);
select is(
    pg_temp.told('/rpc/robots', variadic '{}'), 'SC001|There is no function or view robots.|All of them are listed at /api/v1/.',
    'no such function'
);
select matches(
    pg_temp.told('/resources', 'resourceId', 'parentResourceId', 'resource_name', 'colour'),
    '^SC016.resources has no resourceId, parentResourceId, colour[.].'
    'Write resource_code for resourceId, parent_resource_id for parentResourceId[.] Its columns are id, resource_code,',
    'a view'
);
select matches(
    pg_temp.told('/exceptions', 'resourceId'), 'Write resource_id for resourceId[.]', 'where there is an id, it is that'
);
select is(replace(pg_temp.told('/rpc/pre_request', 'x'), 'pre_request', 'robots'), pg_temp.told('/rpc/robots', 'x'), 'nothing of what is inside');
select is(
    length(split_part(pg_temp.told('/rpc/openapi', variadic array_fill(repeat('x', 500), array[100])), '|', 2)),
    length('openapi has no .') + 20 * 100 + 19 * 2, 'in bounds'
);

select * from finish();
rollback;
