begin;
select plan(5);
\ir ../../small_plant.psql

update sched.resources set requires_scheduling = false where resource_code not in ('M1', 'M2');
do $$ begin
    perform pg_temp.assign('AREA', '24_7', '2025-01-01');
    perform pg_temp.add_resource('ELSEWHERE', 'work_unit', 'SITE', null, true);
end $$;
create function pg_temp.planned(variadic p_codes text[]) returns text language sql as $$
    select string_agg(distinct r.resource_code, ' ' order by r.resource_code)
    from sched_engine.planned_segments(
        (select array_agg(i.id) from sched.resources as i where i.resource_code = any(p_codes)),
        '2025-03-10', '2025-03-10'
    ) as s
    inner join sched.resources as r on r.id = s.resource_id
$$;

select is(pg_temp.planned('nobody'), 'M1 M2', 'null ids: whoever is scheduled and has a pattern');
select is(pg_temp.planned('M1', 'AREA', 'ELSEWHERE'), 'M1', 'of those asked for, too');
select is_empty(
    $$select * from sched_engine.planned_segments('{}', '2025-03-10', '2025-03-10')$$, 'no ids: nobody'
);
update sched.resources set is_active = false where resource_code = 'M1';
select is(pg_temp.planned('M1', 'M2'), 'M2', 'who is not active has none');
update sched.resources set is_active = false where resource_code in ('LINE', 'AREA');
select is(pg_temp.planned('M1', 'M2'), 'M2', 'whether those above are active does not matter');

select * from finish();
rollback;
