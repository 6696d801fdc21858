create or replace function sched_engine.new_webhook_secret()
returns text
language sql
volatile
set search_path = pg_catalog, pg_temp
as $$
    -- Two times 122 bits from PostgreSQL's source of strong random numbers.
    select 'whsec_' || encode(sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8')), 'base64')
$$;

comment on function sched_engine.new_webhook_secret() is
    'A secret for signing deliveries, in the form of Standard Webhooks.';
