create or replace function sched_http.visible_exception(p_exception_id bigint)
returns api_v1.exceptions
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_found api_v1.exceptions;
begin
    perform sched_engine.check_given(p_exception_id::text, 'exception', 'Give its number as exception_id.');
    select e.* into v_found from api_v1.exceptions as e where e.id = p_exception_id;
    if not found then
        perform sched_engine.refuse('SC001',
            format('There is no exception %s.', p_exception_id),
            'Look its number up in the list of exceptions.');
    end if;
    return v_found;
end
$$;

comment on function sched_http.visible_exception(bigint) is
    'An exception as the HTTP API shows it. SC001: there is none, or the request may not see it. SC016: not given.';
