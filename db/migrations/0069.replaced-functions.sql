-- Functions that take or return something else from now on.
-- Together with the functions.
set local role sched_owner;

drop view if exists sched_http.openapi_origins cascade;
drop function if exists sched_http.openapi_columns(text);
drop function if exists sched_http.openapi_embeds(text);
drop function if exists sched_http.openapi_takes(oid, smallint, text);
drop function if exists sched_engine.check_import_scope(text, jsonb);
