begin;
select plan(3);

create function pg_temp.detail(p_sheets jsonb) returns jsonb language plpgsql as $$
declare
    v_detail text;
begin
    perform sched_engine.import_people(p_sheets);
    return null;
exception when sqlstate 'SC009' then
    get stacked diagnostics v_detail = pg_exception_detail;
    return v_detail;
end
$$;
create temporary table found as
select pg_temp.detail(jsonb_build_object('employees', jsonb_build_array(jsonb_build_object('line', 7, 'values',
    jsonb_build_object('employee_number', '1', 'first_name', repeat('Ann', 70), 'last_name', repeat('Bo', 101),
        'email', 'ann at home', 'department_code', 'NOWHERE', 'skills.crane', repeat('since', 300)))))) as problems;

select results_eq(
    $$select distinct p ->> 'column_name'
    from found as f cross join lateral jsonb_array_elements(f.problems) as p
    where p ->> 'line' = '7' order by 1$$,
    $$values ('department_code'), ('email'), ('first_name'), ('last_name'), ('skills.crane')$$, 'each cell is named'
);
select doesnt_match(f.problems::text, 'Ann|Bo|home|since', 'nothing says who it is') from found as f;
select results_eq(
    $$select p ->> 'value' from found as f cross join lateral jsonb_array_elements(f.problems) as p
    where p ->> 'column_name' = 'department_code' and p ->> 'line' = '7'$$,
    $$values ('NOWHERE')$$, 'other values are repeated'
);

select * from finish();
rollback;
