begin;
select plan(9);

select is(sched_http.given_names(false, null, null), '{}'::text[], 'nothing given');
select is(sched_http.given_names(false, '', ''), '{}'::text[], 'an empty query, an empty body');
select is(
    sched_http.given_names(false, 'b=1&%61%C3%A9=x&a+b=&c', ' {"d": {"e": 1}}'), '{"a b",aé,b,c,d}'::text[],
    'of both, as they are meant'
);
select is(
    sched_http.given_names(false, 'select=x&order=y&limit=1&offset=2&or=(a.eq.1)&not.and=(b)&patterns.id=eq.1&on_conflict=z', null),
    '{}'::text[], 'not those of PostgREST'
);
select is(sched_http.given_names(false, 'metadata->>bayNumber=eq.1&id=eq.3', null), '{id,metadata}'::text[], 'the column of a path');
select is(
    sched_http.given_names(true, 'id=gt.1&code=not.in.(a,b)&name=like(any).{a}&day=equal&other=1.5', null), '{day,other}'::text[],
    'in a call not the filters'
);
select is(sched_http.given_names(true, null, '[{"a": 1, "b": 2}, {"c": 3}]'), '{a,b}'::text[], 'the first of an array');
select is(
    sched_http.given_names(true, null, '[]', '[1]', 'a,b', '"x"', '{"a": 1}', null), '{a}'::text[], 'of objects only'
);
select throws_ok($$select sched_http.given_names(true, null, '{"a": 1')$$, '22P02', null, 'broken JSON is told as such');

select * from finish();
rollback;
