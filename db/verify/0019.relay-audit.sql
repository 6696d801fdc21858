select 1 / count(*) as is_told
from pg_catalog.pg_description
where objoid = 'sched.webhook_endpoints'::regclass and description like '%as the breaker counts them%';
