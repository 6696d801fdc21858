-- "ture" would import what was only to be looked through.
begin;
select plan(6);

create function pg_temp.options(p_headers text) returns text language sql as $$
    select set_config('request.headers', p_headers, true);
    select sched_http.import_options()::text
$$;
select is(pg_temp.options('{}'), '{"dry_run": false, "replace": false, "default_date": null}', 'nothing was said');
select is(pg_temp.options('{"x-dry-run": "", "x-replace": "Yes"}'),
    '{"dry_run": false, "replace": true, "default_date": null}', 'as cells say it');
select throws_ok($$select pg_temp.options('{"x-dry-run": "ture"}')$$, 'SC004',
    'dry_run is ''ture'', which is neither true nor false.', 'a slip');
select throws_ok($$select pg_temp.options('{"x-replace": "2"}')$$, 'SC004',
    'replace is ''2'', which is neither true nor false.', 'in the other one');
select throws_ok($$select pg_temp.options('{"x-default-date": "soon"}')$$, 'SC004', null, 'and no date');
select is(pg_temp.options('{"x-dry-run": "1", "x-default-date": "2027-01-01"}'),
    '{"dry_run": true, "replace": false, "default_date": "2027-01-01"}', 'all of it');

select * from finish();
rollback;
