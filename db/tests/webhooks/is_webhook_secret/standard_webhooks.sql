begin;
select plan(3);

create function pg_temp.secret(p_bytes integer) returns text language sql as $$
    select 'whsec_' || replace(encode(decode(repeat('fb', p_bytes), 'hex'), 'base64'), E'\n', '')
$$;

select is(
    (select array_agg(n order by n) from generate_series(0, 80) as n where sched_engine.is_webhook_secret(pg_temp.secret(n))),
    array(select generate_series(24, 64)),
    'whsec_ and the base64 of 24 to 64 bytes'
);
select is(
    (
        select array_agg(s)
        from unnest(array[
            null, '', 'a secret of your own', repeat('x', 44), substring(pg_temp.secret(32) from 7), 'WHSEC_' || repeat('A', 32),
            'whsk_' || repeat('A', 32), pg_temp.secret(32) || ' ', rtrim(pg_temp.secret(32), '='), translate(pg_temp.secret(32), '+/', '-_'),
            pg_temp.secret(25) || '=', 'whsec_' || repeat('A', 31) || 'é', 'whsec_' || repeat('A', 16) || E'\n' || repeat('A', 16)
        ]) as s
        where sched_engine.is_webhook_secret(s)
    ),
    null,
    'and nothing else'
);
select ok(sched_engine.is_webhook_secret(sched_engine.new_webhook_secret()), 'as sched makes them');

select * from finish();
rollback;
