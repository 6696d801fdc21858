begin;
select plan(13);
\ir ../../small_plant.psql
select set_config('sched.now', '2026-01-07 12:00+00', true);

do $$ begin
    perform pg_temp.add_pattern('OWN', 1, '0 06:00-14:00 D');
    perform pg_temp.assign('SITE', 'TWO_SHIFT', '2025-01-01');
    perform pg_temp.assign('M2', 'OWN', '2025-06-01');
    perform pg_temp.observe('SITE', 1, 'HOLIDAYS', '2026-01-14 Fourteenth');
    perform sched_engine.generate(null, '2026-01-01', '2026-03-31');
end $$;
set constraints all immediate;

-- Every row of every table of the schema, as text.
create function pg_temp.checksums() returns table (name text, rows bigint, checksum text) language plpgsql as $$
begin
    for name in
        select c.oid::regclass::text
        from pg_catalog.pg_class as c
        where c.relnamespace = 'sched'::regnamespace and c.relkind in ('r', 'p')
    loop
        execute format('select count(*), md5(coalesce(string_agg(t::text, '';'' order by t::text), '''')) from %s as t', name)
        into rows, checksum;
        return next;
    end loop;
end
$$;
create temp table before as select * from pg_temp.checksums();
select cmp_ok(
    (select count(*) from before where rows > 0), '>=', 12::bigint, 'there is something to compare'
);

create function pg_temp.previews(p_edit jsonb, p_rows boolean default true) returns setof text language plpgsql as $$
declare
    v_report constant jsonb := sched_engine.what_if(p_edit);
begin
    return next is(
        (v_report #>> '{total,machines}' <> '0', v_report ->> 'conflict' is null)::text, (p_rows, p_rows)::text,
        (p_edit ->> 'kind') || case when p_rows then ' changes rows' else ' is refused' end
    );
    return next results_eq(
        'select * from pg_temp.checksums()', 'select * from before', 'and ' || (p_edit ->> 'kind') || ' leaves no trace'
    );
end
$$;
select pg_temp.previews('{"kind": "assign", "resource": "LINE", "pattern": "24_7"}');
select pg_temp.previews('{"kind": "unassign", "resource": "SITE"}');
select pg_temp.previews('{"kind": "exception", "resource": "SITE", "type": "shutdown", "start": "2026-01-12"}');
select pg_temp.previews('{"kind": "holiday", "calendar": "HOLIDAYS", "date": "2026-01-15"}');
select pg_temp.previews('{"kind": "pattern_rules", "pattern": "OWN", "rules": []}');
select pg_temp.previews('{"kind": "calendars", "resource": "LINE", "calendars": ["HOLIDAYS", "HOLIDAYS"]}', false);

select * from finish();
rollback;
