begin;
select plan(10);
\ir ../../small_plant.psql
\ir ../../small_staff.psql

create function pg_temp.imported(p_rows text, p_options jsonb default '{}') returns text language plpgsql as $$
begin
    return (
        select format('%s inserted, %s updated, %s unchanged', i.inserted, i.updated, i.unchanged)
        from sched_engine.import_people(jsonb_build_object('absences', (
            select jsonb_agg(jsonb_build_object('line', r.nr + 1, 'values', r.cells || '{"employee_number": "A"}'))
            from jsonb_array_elements(p_rows::jsonb) with ordinality as r (cells, nr)
        )), '[]', p_options) as i
    );
exception when sqlstate 'SC009' then
    return sqlerrm;
end
$$;

-- The night of the date before runs until 07:00.
select pg_temp.absent('A', '2026-06-06 20:00Z', '2026-06-07 05:00Z') as night \gset
select pg_temp.absent('A', '2026-06-07', '2026-06-09') as days \gset
create temporary table exported as
select jsonb_build_object('absences', jsonb_agg(jsonb_build_object('line', e.nr + 1, 'values', e.cells))) as sheets
from sched_engine.export_people('absences') with ordinality as e (code, cells, further, nr);
select results_eq(
    'select i.inserted, i.updated, i.unchanged from exported as x cross join lateral sched_engine.import_people(x.sheets) as i',
    'values (0::bigint, 0::bigint, 2::bigint)', 'what was exported changes nothing'
);
delete from sched.emp_absences;
select results_eq(
    'select i.inserted, i.updated, i.unchanged from exported as x cross join lateral sched_engine.import_people(x.sheets) as i',
    'values (2::bigint, 0::bigint, 0::bigint)', 'and comes back where it was lost'
);
select is(
    pg_temp.imported('[{"start_local": "2026-06-07 11:00", "end_local": "2026-06-07 12:01"}]'),
    'Nothing was imported: 1 problem was found.', 'after noon no night runs'
);
select is(
    pg_temp.imported('[{"start_local": "2026-06-07 11:00", "end_local": "2026-06-07 12:00"}]'),
    '1 inserted, 0 updated, 0 unchanged', 'until noon one may'
);
select is(
    pg_temp.imported('[{"start_local": "2026-06-09 23:00", "end_local": "2026-06-10 01:00"}]'),
    'Nothing was imported: 1 problem was found.', 'the last day ends at midnight'
);
select is(
    pg_temp.imported('[{"start_date": "2026-06-07", "end_date": "2026-06-10"}]'),
    '0 inserted, 1 updated, 0 unchanged', 'days become longer'
);
select is(
    pg_temp.imported('[{"start_date": "2026-06-07", "end_date": "2026-06-08"}]'),
    '0 inserted, 1 updated, 0 unchanged', 'or shorter'
);
select is(
    pg_temp.imported('[{"start_date": "2026-06-07", "end_date": "2026-06-08", "absence_kind": "other"}]'),
    '0 inserted, 0 updated, 1 unchanged', 'the kind that it had'
);
select is(
    pg_temp.imported(
        '[{"start_date": "2026-06-07", "end_date": "2026-06-08", "absence_kind": "other"}]', '{"hides_kinds": true}'
    ),
    '0 inserted, 1 updated, 0 unchanged', 'which the count does not tell'
);
select is(
    pg_temp.imported('[{"start_date": "2026-06-07", "end_date": "2026-06-08"}]', '{"hides_kinds": true}'),
    '0 inserted, 0 updated, 1 unchanged', 'without a kind there is nothing to hide'
);

select * from finish();
rollback;
