begin;
select plan(16);
\ir ../../small_plant.psql

create function pg_temp.try(p_code text, p_name text, p_zone text, p_metadata jsonb default '{}') returns void
language sql as $$
    insert into sched.resources (resource_code, resource_name, resource_type, time_zone, metadata)
    values (p_code, p_name, 'site', p_zone, p_metadata)
$$;

select throws_ok(
    format('select pg_temp.try(%L, %L, %L, %L)', t.code, t.name, t.zone, t.metadata), t.state, null, t.what
)
from (values
    ('SITE', 'n', 'UTC', '{}', '23505', 'a code that exists'),
    ('', 'n', 'UTC', '{}', '23514', 'an empty code'),
    (' X', 'n', 'UTC', '{}', '23514', 'a code that starts with a space'),
    ('X ', 'n', 'UTC', '{}', '23514', 'a code that ends with a space'),
    (E'X\tY', 'n', 'UTC', '{}', '23514', 'a code with a tab'),
    ('X,Y', 'n', 'UTC', '{}', '23514', 'a code with a comma'),
    (repeat('X', 101), 'n', 'UTC', '{}', '23514', 'a code of more than 100 characters'),
    (null, 'n', 'UTC', '{}', '23502', 'no code'),
    ('X', '  ', 'UTC', '{}', '23514', 'a blank name'),
    ('X', 'n', 'FooBar1', '{}', 'SC003', 'a zone that does not exist'),
    ('X', 'n', '+03', '{}', 'SC003', 'an offset for a zone'),
    ('X', 'n', 'EST', '{}', 'SC003', 'an abbreviation for a zone'),
    ('X', 'n', 'europe/london', '{}', 'SC003', 'a zone in small letters'),
    ('X', 'n', null, '{}', '23514', 'a root without a zone'),
    ('X', 'n', 'UTC', '[]', '23514', 'metadata that is no object')
) as t (code, name, zone, metadata, state, what);
select lives_ok($$select pg_temp.try('Ü (1)-a.b/c', 'n', 'Africa/Johannesburg')$$, 'most codes are fine');

select * from finish();
rollback;
