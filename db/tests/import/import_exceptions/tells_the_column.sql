-- Every problem has its column and its value, as far as it is one cell's.
begin;
select plan(1);

insert into sched.resources (resource_code, resource_name, resource_type, time_zone)
values ('E', 'E', 'enterprise', 'Africa/Johannesburg');

create function pg_temp.problems(p_rows jsonb) returns jsonb language plpgsql as $$
declare
    v_detail text;
begin
    perform sched_engine.import_exceptions((
        select jsonb_agg(jsonb_build_object(
            'line', r.nr, 'values', jsonb_build_object('exception_type', 'other', 'description', 'x') || r.row
        ))
        from jsonb_array_elements(p_rows) with ordinality as r (row, nr)
    ));
    return null;
exception when sqlstate 'SC009' then
    get stacked diagnostics v_detail = pg_exception_detail;
    return v_detail;
end
$$;
select is(
    (
        select jsonb_agg(jsonb_build_array(p.problem -> 'line', p.problem -> 'column_name', p.problem -> 'value') order by p.nr)
        from jsonb_array_elements(pg_temp.problems('[
            {"resource_code": "E", "start_local": "2026-12-01", "impact_type": "reduced", "capacity_percent": "0.5"},
            {"resource_code": "X", "start_local": "2026-12-01"},
            {"resource_code": "E", "start_local": "soon"},
            {"resource_code": "E", "start_local": "2026-12-01", "end_local": "later"},
            {"resource_code": "E", "start_local": "2026-12-02", "end_local": "2026-12-01"}
        ]')) with ordinality as p (problem, nr)
        where p.problem ->> 'remedy' <> ''
    ),
    '[[1, "capacity_percent", "0.5"], [2, "resource_code", "X"], [3, "start_local", "soon"], [4, "end_local", "later"], [5, null, null]]',
    'all of it, and what to do'
);

select * from finish();
rollback;
