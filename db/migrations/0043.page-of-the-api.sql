-- The page that shows the description of the API is files of the gateway, in web/.
-- Together with the functions.
set local role sched_owner;

drop function if exists api_v1.docs();
drop function if exists sched_http.openapi_page_script();
drop function if exists sched_http.openapi_page_style();
