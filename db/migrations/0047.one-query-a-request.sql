-- Who asks, how long it may take and whether it may ask at all are found by one query; these functions were three.
-- Together with the functions.
set local role sched_owner;

drop function if exists sched_http.request_seconds(text);
drop function if exists sched_http.check_request(text);
