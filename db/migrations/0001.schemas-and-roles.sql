-- Schemas, roles and the extensions everything else stands on.
--
-- Roles belong to the whole server, not to one database, so they are created only when missing and are
-- left alone by the rollback. The connecting user needs CREATEROLE and may create the extensions.

create extension if not exists timescaledb;
create extension if not exists btree_gist;

do $$
declare
    v_role text;
begin
    foreach v_role in array array[
        'sched_owner', 'sched_anon', 'sched_viewer', 'sched_oee_reader', 'sched_planner', 'sched_admin'
    ] loop
        if not exists (select from pg_catalog.pg_roles where rolname = v_role) then
            execute format('create role %I nologin noinherit', v_role);
        end if;
    end loop;
    if not exists (select from pg_catalog.pg_roles where rolname = 'sched_authenticator') then
        create role sched_authenticator login noinherit;
    end if;
    -- Migrations act as the owner, so whoever runs them must be allowed to become it.
    if not pg_catalog.pg_has_role(current_user, 'sched_owner', 'set') then
        execute format('grant sched_owner to %I', current_user);
    end if;
    execute format('grant create on database %I to sched_owner', current_database());
end
$$;

grant sched_anon, sched_viewer, sched_oee_reader, sched_planner, sched_admin to sched_authenticator;

comment on role sched_owner is 'Owns every object of the Equipment Scheduling System; nobody logs in as it.';
comment on role sched_authenticator is 'Login role of the HTTP API; it can only switch to one of the roles below.';
comment on role sched_anon is 'HTTP requests without credentials: health only.';
comment on role sched_viewer is 'Reads plans, patterns, calendars and exceptions.';
comment on role sched_oee_reader is 'OEE systems: reads the views and functions of sched_oee.';
comment on role sched_planner is 'Planners: edits assignments, exceptions and calendars, and generates.';
comment on role sched_admin is 'Administrators: everything a planner may, and the plant, configuration and keys.';

set local role sched_owner;

create schema sched;
create schema sched_engine;
create schema sched_oee;
create schema api_v1;
create schema api_v2;

comment on schema sched is 'Tables and types of the Equipment Scheduling System; seen by their owner only.';
comment on schema sched_engine is 'All scheduling logic; seen by its owner only.';
comment on schema sched_oee is 'The SQL contract for OEE systems: stable views and functions over planned time.';
comment on schema api_v1 is 'Equipment Scheduling System API, version 1

Planned operating time of the machines of a plant: hierarchy, patterns, calendars, exceptions, availability.';
comment on schema api_v2 is 'Equipment Scheduling System API, version 2

Adds employees, teams and coverage; empty until phase 2 is switched on in the configuration.';

-- Nothing is executable or usable by everybody unless the file of an object grants it. The first form matters:
-- a default privilege limited to a schema can only add to what PUBLIC is given, never take away.
alter default privileges for role sched_owner revoke execute on functions from public;
alter default privileges for role sched_owner revoke usage on types from public;

grant usage on schema sched_oee to sched_oee_reader, sched_viewer, sched_planner, sched_admin;
grant usage on schema api_v1 to sched_anon, sched_viewer, sched_oee_reader, sched_planner, sched_admin;
grant usage on schema api_v2 to sched_viewer, sched_planner, sched_admin;
