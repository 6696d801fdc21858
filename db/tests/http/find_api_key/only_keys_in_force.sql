begin;
select plan(8);

select sched_http.create_api_key('mes', 'sched_viewer') as key \gset
select sched_http.create_api_key('feed', 'sched_viewer', null, null, 'calendar') as feed \gset
select is((sched_http.find_api_key(:'key')).key_name::text, 'mes', 'found');
select is((sched_http.find_api_key(:'key', 'calendar')).key_name::text, 'mes', 'opens feeds too');
select is((sched_http.find_api_key(:'feed', 'calendar')).key_name::text, 'feed', 'a key for feeds opens them');
select throws_ok(
    format('select sched_http.find_api_key(%L)', :'feed'), 'SC014', null, 'and nothing else'
);
select throws_ok(
    $$select sched_http.find_api_key('mes')$$, 'SC014', 'This API key is not known.', 'a name is no key'
);
select throws_ok('select sched_http.find_api_key(null)', 'SC014', null, 'nor is nothing');
update sched.api_keys set expires_at = now() where key_name = 'mes';
select throws_ok(
    format('select sched_http.find_api_key(%L)', :'key'), 'SC014', 'This API key (mes) has expired.', 'expired'
);
select sched_http.revoke_api_key('feed') as revoked \gset
select throws_ok(
    format($$select sched_http.find_api_key(%L, 'calendar')$$, :'feed'), 'SC014', 'This API key (feed) was revoked.',
    'revoked'
);

select * from finish();
rollback;
