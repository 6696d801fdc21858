begin;
select plan(9);

create function pg_temp.cells(p_text text) returns text language sql as $$
    select string_agg(c.line || ':' || array_to_string(c.cells, '|'), ' ' order by c.line)
    from sched_engine.csv_records(p_text, ',') as c
$$;
select is(pg_temp.cells(E'a, b\n\n,\nc,'), '1:a|b 4:c|', 'blank rows are left out, lines are counted');
select is(pg_temp.cells(E'a\r\nb\rc'), '1:a 2:b 3:c', 'the line ends of all systems');
select is(pg_temp.cells(E'"a,""b""\r\n",c\nd,e'), E'1:a,"b"|c 3:d|e', 'quotes hold commas, quotes and line ends');
select is(pg_temp.cells('5" pipe,""'), '1:5" pipe|', 'a quote within a text is one');
select isnt(
    (select c.broken from sched_engine.csv_records('"a"b,c', ',') as c), null, 'a text goes on after its closing quote'
);

create function pg_temp.found(p_text text) returns text language sql as $$
    select string_agg(concat_ws(' ', p.line, p.column_name, p.message), '; ')
    from sched_engine.read_csv(p_text, 'exceptions') as r
    cross join lateral jsonb_to_recordset(r.problems) as p (line integer, column_name text, message text)
$$;
prepare good as select rows from sched_engine.read_csv($1, 'exceptions');
select results_eq(
    format('execute good(%L)', U&'\FEFFResource-Code;Exception Type;start_local;description\000AM1;other;2026-01-01;"x;"\000A'),
    $$values ('[{"line": 2, "values": {"resource_code": "M1", "exception_type": "other", "start_local": "2026-01-01",
        "description": "x;"}}]'::jsonb)$$,
    'a byte order mark, semicolons, titles as people write them'
);
select is(
    pg_temp.found(E'resource_code,exception_type,start_local,descripton,\nM1,other'),
    '1 descripton There is no such column.; 1 description The column is missing.', 'columns'
);
select is(
    pg_temp.found(E'resource_code,exception_type,start_local,description\nM1,other,2026-01-01,a,,\nM1,other\n'),
    '3 The row has 2 cells, the header has 4.', 'rows; empty cells at the end do not matter'
);
select is(pg_temp.found(E'\n'), 'The file is empty.', 'nothing');

select * from finish();
rollback;
