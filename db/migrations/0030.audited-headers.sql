-- The audit log left out secrets, but not the tokens in the headers of webhooks: their names stay.
set local role sched_owner;

update sched.audit_log as a
set
    old_values = case
        when jsonb_typeof(a.old_values -> 'headers') <> 'object' then a.old_values
        else a.old_values || jsonb_build_object('headers', (
            select coalesce(jsonb_object_agg(h.name, 'not logged'), '{}')
            from jsonb_object_keys(a.old_values -> 'headers') as h (name)
        ))
    end,
    new_values = case
        when jsonb_typeof(a.new_values -> 'headers') <> 'object' then a.new_values
        else a.new_values || jsonb_build_object('headers', (
            select coalesce(jsonb_object_agg(h.name, 'not logged'), '{}')
            from jsonb_object_keys(a.new_values -> 'headers') as h (name)
        ))
    end
where a.table_name = 'webhook_subscriptions';
