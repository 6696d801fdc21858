-- "ture" would import what was only to be looked through.
begin;
select plan(15);

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

-- The query of the address, which the gateway tells; it goes before the headers.
create function pg_temp.asked(p_query text) returns text language sql as $$
    select pg_temp.options(jsonb_build_object('x-asked-query', p_query, 'x-dry-run', 'false')::text)
$$;
select is(pg_temp.asked('dry%5Frun=%74rue&replace=yes&default_date=2027-01-01&sheet=Plant%202'),
    '{"dry_run": true, "replace": true, "default_date": "2027-01-01"}', 'however it is spelled');
select is(pg_temp.asked('dry_run=true&dry_run=true'), '{"dry_run": true, "replace": false, "default_date": null}', 'twice the same');
select throws_like($$select pg_temp.asked('dry_run=false&dry_run=true')$$, 'dry_run is given more than once.', 'but not two');
select throws_like($$select pg_temp.asked('dry_run=')$$, 'dry_run has no value.', 'nor none');
select throws_like($$select pg_temp.asked('dryRun=true')$$, 'An import has no dryRun.', 'nor a name that is not known');
select throws_like($$select pg_temp.asked('dry-run=true')$$, 'An import has no dry-run.', 'nor another spelling');

-- Rows as JSON have their options beside them, and go by the address and the headers too.
create function pg_temp.beside(p_given jsonb, p_headers text) returns text language sql as $$
    select set_config('request.headers', p_headers, true);
    select sched_http.import_options_beside(p_given)::text
$$;
select is(pg_temp.beside('{"dry_run": false}', '{"x-asked-query": "dry_run=true"}'),
    '{"dry_run": true, "replace": false, "default_date": null}', 'what is asked for in the address is not done');
select is(pg_temp.beside('{"dry_run": true, "default_date": "2027-01-02"}', '{"x-dry-run": "false", "x-default-date": "2027-01-01"}'),
    '{"dry_run": true, "replace": false, "default_date": "2027-01-02"}', 'nor what is asked for in the body');
select throws_ok($$select pg_temp.beside('{}', '{"x-asked-query": "dryrun=1"}')$$, 'SC016', null, 'and names are looked at');

select * from finish();
rollback;
