begin;
select plan(8);
\ir ../../small_plant.psql

set local app."current_user" to 'thandi';
select sched_http.create_api_key('mes', 'sched_viewer', pg_temp.id('LINE'), '2199-01-01Z') as key \gset
select matches(:'key'::text, '^sched_[0-9a-f]{64}$', 'a key that can be recognized, of 244 random bits');
select isnt(:'key'::text, sched_http.create_api_key('other', 'sched_viewer'), 'never the same');
select results_eq(
    $$select key_name::text, key_prefix, role_name, scope_resource_id, created_by::text from sched.api_keys
        where key_name = 'mes'$$,
    format($$values ('mes', %L, 'sched_viewer', pg_temp.id('LINE'), 'thandi')$$, left(:'key', 14)),
    'who made it, for what'
);
select is(
    (select key_hash from sched.api_keys where key_name = 'mes'), sha256(convert_to(:'key', 'UTF8')), 'its hash'
);
select is_empty(
    format(
        $$select k.id from sched.api_keys as k where k::text like '%%%1$s%%'
            union all select a.id from sched.audit_log as a where a::text like '%%%1$s%%' or a::text like '%%key_hash%%'$$,
        substr(:'key', 15)
    ),
    'the key itself is nowhere, nor is its hash in the audit log'
);
select throws_ok($$select sched_http.create_api_key('mes', 'sched_admin')$$, '23505', null, 'the name is taken');
select throws_ok($$select sched_http.create_api_key('x', 'sched_owner')$$, 'SC001', null, 'only roles of the API');
select throws_ok(
    $$select sched_http.create_api_key('x', 'sched_viewer', null, '2020-01-01Z')$$, 'SC004', null, 'expired already'
);

select * from finish();
rollback;
