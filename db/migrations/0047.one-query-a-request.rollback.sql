set local role sched_owner;

drop function if exists sched_http.token_holder();
drop function if exists sched_http.check_request(text, jsonb);
drop function if exists sched_http.may_ask(text, jsonb);
drop function if exists sched_http.asked_schema(jsonb);
drop function if exists sched_http.asked_privilege();
drop function if exists sched_http.keys_usable(text, sched.key_purpose);
drop function if exists sched_http.request_limit(text);
