create or replace function sched_engine.await_rosters()
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_timeout constant text := current_setting('lock_timeout');
    v_marks constant bigint[] := array(
        select s.id from sched.emp_stale_dates as s where s.transaction_id = pg_current_xact_id() order by s.id
    );
    v_ids bigint[];
    v_dates datemultirange[];
    v_cause jsonb;
begin
    if v_marks = '{}' then
        return;
    elsif current_setting('transaction_isolation') <> 'read committed' then
        perform sched_engine.refuse('SC026',
            'Work rules cannot be checked: the transaction sees rosters as they were when it began.',
            'Edit rosters at the isolation level read committed.');
    end if;
    begin
        perform set_config('lock_timeout', '5s', true);
        v_ids := array(select m.employee_id from sched_engine.stale_rosters(v_marks) as m);
        perform sched_engine.lock_rosters(v_ids || sched_engine.marked_people(v_marks));
        select
            array_agg(m.employee_id),
            array_agg(m.dates)
        into v_ids, v_dates
        from sched_engine.stale_rosters(v_marks) as m;
        perform sched_engine.lock_rosters(v_ids);
        perform set_config('lock_timeout', v_timeout, true);
    exception when lock_not_available or deadlock_detected then
        perform sched_engine.refuse('55P03',
            'Somebody else is changing the same rosters, and it took too long to wait for them.', 'Try again.');
    end;
    v_cause := (select s.cause from sched.emp_stale_dates as s where s.id = v_marks[1]);
    perform sched_engine.refresh_rosters(v_ids, v_dates, v_cause);
    delete from sched.emp_stale_dates as s where s.id = any(v_marks);
end
$$;

comment on function sched_engine.await_rosters() is
    'Applies to the rosters what this transaction has marked and sched_engine.refresh_rosters_at_commit left to the worker,
because rules that refuse have to be held against them. 55P03: somebody else holds them for more than 5 seconds. SC026: the
transaction does not see what others do.';
