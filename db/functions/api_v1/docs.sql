create or replace function api_v1.docs()
returns api_v1."*/*"
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    perform set_config('response.headers', '[{"Content-Type": "text/html; charset=utf-8"}]', true);
    return concat(
        '<!doctype html><html lang="en"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<title>Equipment Scheduling System: HTTP API</title>',
        '<style>', sched_http.openapi_page_style(), '</style></head>',
        '<body><nav><input id="search" type="search" placeholder="Search" aria-label="Search" autofocus></nav>',
        '<main><p class="soft">The description of the API is being read ...</p></main>',
        '<script>', sched_http.openapi_page_script(), '</script></body></html>'
    );
end
$$;

comment on function api_v1.docs() is
    'This API as a page to read

text/html: all views and functions by subject, each with its parameters, answers, errors and an example, to be searched.
It reads openapi.json of the same address and nothing from elsewhere.';

grant execute on function api_v1.docs()
to sched_anon, sched_oee_reader, sched_viewer, sched_planner, sched_admin;
