create or replace function sched_http.refuse_element(
    p_code text, p_message text, p_hint text, p_detail text, p_number integer
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
begin
    perform sched_engine.refuse(
        p_code,
        case when p_number > 1 then format('Element %s: %s', p_number, p_message) else p_message end,
        nullif(p_hint, ''),
        concat_ws(' ', nullif(p_detail, ''), case
            when current_setting('request.method', true) is distinct from 'POST' then 'Nothing was changed.'
            else format('Element %s of the request; nothing in it was stored.', p_number)
        end)
    );
end
$$;

comment on function sched_http.refuse_element(text, text, text, text, integer) is
    'Raises an error that was caught while one row of a request was written, and names the row: its place, from 1.';
