create or replace function sched_http.tell_refusal(p_code text, p_message text, p_hint text, p_detail text)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_status constant integer := sched_http.http_status(p_code);
begin
    -- PostgREST answers 400 to codes that it does not know: only others need to be told.
    if v_status = 400 then
        return;
    end if;
    raise exception using
        errcode = 'PGRST',
        message = json_build_object('code', p_code, 'message', p_message, 'details', p_detail, 'hint', p_hint),
        detail = json_build_object('status', v_status, 'headers', json_strip_nulls(json_build_object(
            'WWW-Authenticate', case v_status when 401 then 'Bearer realm="equipment-scheduling"' end,
            'Retry-After', case p_code when '55P03' then '5' end,
            -- The gateway sees of an answer that it may have to replace only the headers.
            'X-Refusal', case
                when v_status in (404, 413) and sched_http.request_header('X-Forwarded-Prefix') is not null
                    then json_build_object(
                        'code', p_code, 'message', left(p_message, 2000), 'details', left(p_detail, 2000),
                        'hint', left(p_hint, 2000)
                    )::text
            end
        )));
end
$$;

comment on function sched_http.tell_refusal(text, text, text, text) is
    'Raises an error of this system with its HTTP status, in the form that PostgREST reads (SQLSTATE PGRST), unless that is
400. Behind the gateway the header X-Refusal repeats the body where the gateway may replace it (404, 413). Called by
sched_engine.refuse in a request of the HTTP API.';
