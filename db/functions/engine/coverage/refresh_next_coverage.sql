create or replace function sched_engine.refresh_next_coverage()
returns table (marks integer, opened bigint, closed bigint)
language plpgsql
volatile
security definer
set search_path = pg_catalog, pg_temp
as $$
declare
    v_marks sched.emp_stale_coverage[];
    v_resource_ids bigint[];
    v_period tstzrange;
    v_ids bigint[];
begin
    v_marks := array(
        select s::sched.emp_stale_coverage
        from sched.emp_stale_coverage as s
        order by s.id
        limit 100
        for update skip locked
    );
    if v_marks = '{}' then
        return;
    end if;
    -- A month at a time, so that no transaction is long; marks of the same months are done together.
    select tstzrange(min(lower(m.period)), least(max(upper(m.period)), min(lower(m.period)) + interval '31 days'))
    into v_period
    from unnest(v_marks) as m;
    if not exists (
        select from unnest(v_marks) as m where m.resource_ids is null and m.period && v_period
    ) then
        v_resource_ids := array(
            select distinct r.id
            from unnest(v_marks) as m
            cross join lateral unnest(m.resource_ids) as r (id)
            where m.period && v_period
        );
    end if;

    for v_try in 1..2 loop
        v_ids := sched_engine.requirements_of_period(
            case when v_resource_ids is not null then '{}'::bigint[] end, coalesce(v_resource_ids, '{}'), v_period
        );
        perform sched_engine.lock_coverage(v_ids);
    end loop;
    marks := cardinality(v_marks);
    -- Of several edits together no trace is told, unless it is the same.
    perform set_config('sched.traceparent', coalesce((
        select min(m.traceparent)
        from unnest(v_marks) as m
        where m.period && v_period
        having count(distinct coalesce(m.traceparent, '')) = 1
    ), ''), true);
    select r.* into opened, closed from sched_engine.refresh_coverage(v_ids, v_period) as r;

    delete from sched.emp_stale_coverage as s
    using unnest(v_marks) as m
    where s.id = m.id and upper(s.period) <= upper(v_period);
    update sched.emp_stale_coverage as s
    set period = tstzrange(upper(v_period), upper(s.period))
    from unnest(v_marks) as m
    where s.id = m.id and lower(s.period) < upper(v_period);
    return next;
end
$$;

comment on function sched_engine.refresh_next_coverage() is
    'Brings the gaps of the oldest pending edits up to date, at most 31 days of them, in a transaction of its own. No row:
nothing is pending, or others are working on it. Safe to call concurrently, and again after a crash.';

grant execute on function sched_engine.refresh_next_coverage() to sched_relay;
