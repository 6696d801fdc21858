-- Extensions and roles stay: other schemas of this database, and other databases of this server, may use them.
set local role sched_owner;

drop schema api_v2 cascade;
drop schema api_v1 cascade;
drop schema sched_oee cascade;
drop schema sched_engine cascade;
drop schema sched cascade;

alter default privileges for role sched_owner grant usage on types to public;
alter default privileges for role sched_owner grant execute on functions to public;
