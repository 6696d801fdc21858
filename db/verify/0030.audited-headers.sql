-- No value of a header is left: to divide by zero fails.
select 1 / (count(*) = 0)::integer as is_clean
from sched.audit_log as a
cross join lateral (values (a.old_values -> 'headers'), (a.new_values -> 'headers')) as v (headers)
cross join lateral jsonb_each_text(case jsonb_typeof(v.headers) when 'object' then v.headers else '{}' end) as h (name, value)
where a.table_name = 'webhook_subscriptions' and h.value <> 'not logged';
