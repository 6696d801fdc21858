-- The relay talks to the outside: it gets a role that can call the functions of its work, and nothing else.
--
-- Who runs it gives the role a password and a right to log in (sched up, or sched db relay-password).

do $$
begin
    if not exists (select from pg_catalog.pg_roles where rolname = 'sched_relay') then
        create role sched_relay nologin noinherit;
    end if;
end
$$;

comment on role sched_relay is
    'The relay: calls the functions that deliver, stream and work, and can neither read nor write a table.';

set local role sched_owner;

grant usage on schema sched_engine to sched_relay;

alter table sched.job_batches add column next_attempt_at timestamptz;
comment on column sched.job_batches.next_attempt_at is
    'Not before then, because the last attempt failed by what passes, such as a full disk; null: at once.';

-- They tell what they have done.
drop function if exists sched_engine.replay_webhook(bigint, timestamptz, bigint);
drop function if exists sched_engine.activate_webhook(bigint, boolean);
