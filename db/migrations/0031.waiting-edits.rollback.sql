alter role sched_authenticator reset idle_in_transaction_session_timeout;

do $$
begin
    revoke pg_read_all_stats from sched_owner;
exception
    when insufficient_privilege then
        null;
end
$$;
