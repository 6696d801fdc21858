create or replace function sched_engine.refuse(
    p_code text, p_message text, p_hint text default null, p_detail text default null
)
returns void
language plpgsql
volatile
set search_path = ''
as $$
begin
    if nullif(current_setting('request.method', true), '') is not null then
        raise exception using
            errcode = 'PGRST',
            message = json_build_object('code', p_code, 'message', p_message, 'details', p_detail, 'hint', p_hint),
            detail = json_build_object('status', sched_engine.http_status(p_code), 'headers', json_build_object());
    end if;
    raise exception using
        errcode = p_code, message = p_message, detail = coalesce(p_detail, ''), hint = coalesce(p_hint, '');
end
$$;

comment on function sched_engine.refuse(text, text, text, text) is
    'Raises an error of the catalogue (docs/reference/errors.md): what and where in the message, the remedy in the hint.
In a request of the HTTP API it carries the HTTP status too, in the form that PostgREST reads (SQLSTATE PGRST).';
