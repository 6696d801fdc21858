create or replace function sched_http.send_file(p_content_type text, p_disposition text, p_name text)
returns void
language sql
volatile
set search_path = pg_catalog, pg_temp
as $$
    select set_config('response.headers', json_build_array(
        json_build_object('Content-Type', p_content_type || '; charset=utf-8'),
        json_build_object('Content-Disposition', format(
            '%s; filename="%s"', p_disposition, regexp_replace(p_name, '[^A-Za-z0-9._-]+', '_', 'g')
        ))
    )::text, true)
$$;

comment on function sched_http.send_file(text, text, text) is
    'Lets the answer to the present HTTP request be a file of this type and name, to be kept (attachment) or shown (inline).';
