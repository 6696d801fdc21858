begin;
select plan(3);

create function pg_temp.told(p_text text) returns text language sql as $$
    select set_config('sched.traceparent', p_text, true);
    select sched_engine.current_trace()
$$;
\set good 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01

select is(sched_engine.current_trace(), null, 'none was told');
select is(pg_temp.told(:'good'), :'good', 'one was');
select is_empty(
    format($$
        select t.text
        from unnest(array[
            '', 'x', upper(%1$L), %1$L || '-00', %1$L || E'\n', E'\n' || %1$L, ' ' || %1$L, left(%1$L, -1), 'ff' || substr(%1$L, 3),
            '01' || substr(%1$L, 3), replace(%1$L, '-', '_'), format('00-%%s-00f067aa0ba902b7-01', repeat('0', 32)),
            format('00-4bf92f3577b34da6a3ce929d0e0e4736-%%s-01', repeat('0', 16)), %1$L || ', ' || %1$L, repeat('é', 55)
        ]) as t (text)
        where pg_temp.told(t.text) is not null
    $$, :'good'),
    'what is not exactly one is none'
);

select * from finish();
rollback;
