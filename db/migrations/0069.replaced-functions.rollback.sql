-- The functions and views of the version before come from db/functions.
set local role sched_owner;

drop function if exists sched_http.openapi_origins(text);
drop function if exists sched_http.openapi_columns(text);
drop function if exists sched_http.openapi_embeds(text, jsonb);
drop function if exists sched_engine.check_import_scope(jsonb);
