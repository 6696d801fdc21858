create or replace function sched_engine.create_optimization(
    p_resource_id bigint, p_from date, p_to date, p_seconds integer default 30, p_seed integer default 1
)
returns bigint
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_id bigint;
begin
    perform sched_engine.check_period(p_from, p_to);
    if p_to >= p_from + 92 then
        perform sched_engine.refuse('SC004', format('The period %s to %s is longer than 92 days.', p_from, p_to),
            'Optimize a shorter period; the next one can follow.');
    elsif p_seconds is null or p_seconds not between 1 and 3600 then
        perform sched_engine.refuse('SC016', format('It cannot search for %s seconds.', coalesce(p_seconds::text, 'no')),
            'Give 1 to 3600 seconds.');
    end if;
    delete from sched.emp_optimizations as o where o.finished_at < now() - interval '90 days';
    insert into sched.emp_optimizations (resource_id, start_date, end_date, seconds, seed, created_by)
    values (p_resource_id, p_from, p_to, p_seconds, coalesce(p_seed, 1), sched_engine.acting_user())
    returning id into v_id;
    perform pg_notify('sched_stale', '');
    return v_id;
end
$$;

comment on function sched_engine.create_optimization(bigint, date, date, integer, integer) is
    'Queues a run of the optimizer for the gaps at or below a resource on the business dates p_from to p_to, both included, and
returns its number; the relay does it. Runs are removed, with their suggestions, 90 days after they end. SC004: period.
SC016: seconds.';
