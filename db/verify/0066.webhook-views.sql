-- Three tables with their limit, and three indexes: to divide by zero fails.
select 1 / (count(*) = 3)::integer as is_limited
from pg_catalog.pg_policy as p
inner join pg_catalog.pg_class as c on c.oid = p.polrelid
where
    c.oid in (
        'sched.events'::pg_catalog.regclass, 'sched.webhook_deliveries'::pg_catalog.regclass,
        'sched.webhook_endpoints'::pg_catalog.regclass
    )
    and p.polname = 'in_scope' and not p.polpermissive and c.relrowsecurity;
select 1 / (count(*) = 3)::integer as has_indexes
from pg_catalog.pg_class as c
where c.oid in (
    'sched.webhook_deliveries_latest_pending'::pg_catalog.regclass,
    'sched.webhook_deliveries_latest_delivered'::pg_catalog.regclass,
    'sched.webhook_deliveries_latest_failed'::pg_catalog.regclass
);
select
    e.last_attempt_at,
    e.last_status
from sched.webhook_endpoints as e
limit 0;
