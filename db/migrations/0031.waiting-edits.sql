-- To name whoever holds up others. Not everywhere may who migrates grant this: then only process and role are known.
do $$
begin
    grant pg_read_all_stats to sched_owner with inherit true;
exception
    when insufficient_privilege then
        raise notice 'sched_owner may not see since when transactions are open (pg_read_all_stats)';
end
$$;

-- The API has no use for transactions that sit idle, and what they hold stops all edits.
alter role sched_authenticator set idle_in_transaction_session_timeout = '30s';
