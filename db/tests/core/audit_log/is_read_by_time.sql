begin;
select plan(1);

insert into sched.audit_log (table_name, record_id, action, changed_by) values ('holidays', '1', 'DELETE', 'ann');
set local enable_seqscan = off;
set local enable_sort = off;
create function pg_temp.read_plan() returns setof text language plpgsql as $$
begin
    return query execute 'explain (costs off) select * from api_v1.audit_log order by changed_at desc limit 10';
end
$$;
select ok(
    (select string_agg(p, '') ~ 'Index Scan Backward using \S*audit_log_time' from pg_temp.read_plan() as p),
    'the last entries, without looking at all'
);

select * from finish();
rollback;
