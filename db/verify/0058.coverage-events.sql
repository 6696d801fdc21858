select 1 / (count(*) = 2)::integer as tell_of_coverage
from pg_catalog.pg_constraint
where conname in ('events_type_is_known', 'webhooks_event_types_are_known')
    and conrelid in ('sched.events'::pg_catalog.regclass, 'sched.webhook_subscriptions'::pg_catalog.regclass)
    and pg_catalog.pg_get_constraintdef(oid) ~ 'coverage.gap_opened';
