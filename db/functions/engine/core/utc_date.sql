-- PL/pgSQL, so that it stays one call, which TimescaleDB makes before it opens chunks. Inlined, each of its parts
-- would be computed again for each machine.
create or replace function sched_engine.utc_date(p_days integer)
returns date
language plpgsql
stable
parallel safe
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    return (sched_engine.current_instant() at time zone 'UTC')::date + p_days;
end
$$;

comment on function sched_engine.utc_date(integer) is
    'The date in UTC some days from now. Security definer, because views of the HTTP API call it as whoever asks.';

grant execute on function sched_engine.utc_date(integer) to sched_oee_reader, sched_viewer, sched_planner, sched_admin;
