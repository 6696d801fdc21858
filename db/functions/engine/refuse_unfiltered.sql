-- What counts in a statement of PostgREST: WITH pgrst_source AS (UPDATE ... WHERE ... RETURNING ...) SELECT ...
create or replace function sched_engine.refuse_unfiltered()
returns trigger
language plpgsql
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    -- without quoted names, which the request chooses
    v_statement constant text := regexp_replace(current_query(), '"([^"]|"")*"', '', 'g');
begin
    if substring(v_statement from '\m(?:UPDATE|DELETE FROM)\M(?:(?!\mRETURNING\M).)*') !~ '\mWHERE\M' then
        perform sched_engine.refuse('SC019',
            format('%s without a filter would concern every row.', current_setting('request.method')),
            'Say which rows, for example ?id=eq.42; if you mean all of them, ?id=gt.0.');
    end if;
    return null;
end
$$;

comment on function sched_engine.refuse_unfiltered() is
    'Trigger: refuses (SC019) a PATCH or DELETE request without a filter, which is more often a mistake than an order.
Looks at the text of the statement, since a request tells nothing else about its filters.';

do $$
declare
    v_table regclass;
begin
    -- Every table of ours that is not partitioned by time: those are written by the engine alone.
    for v_table in
        select c.oid
        from pg_catalog.pg_class as c
        where c.relnamespace = 'sched'::regnamespace and c.relkind = 'r' and c.relowner = current_user::regrole
            and not exists (
                select from timescaledb_information.hypertables as h
                where h.hypertable_schema = 'sched' and h.hypertable_name = c.relname
            )
        order by c.relname
    loop
        execute format(
            'create or replace trigger a_refuse_unfiltered before update or delete on %s '
            'for each statement when (current_setting(''request.method'', true) in (''PATCH'', ''DELETE'')) '
            'execute function sched_engine.refuse_unfiltered()',
            v_table
        );
    end loop;
end
$$;
