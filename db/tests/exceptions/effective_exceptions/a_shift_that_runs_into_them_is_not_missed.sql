-- Exceptions are instants, dates are local: whatever the zone, no shift of the dates may be out of reach.
begin;
select plan(2);
\ir ../../small_plant.psql

do $$ begin
    perform pg_temp.add_pattern('LATE', 1, '0 23:00-23:00 L');
    perform pg_temp.add_resource('EAST', 'site', null, 'Pacific/Kiritimati', true);
    perform pg_temp.add_resource('WEST', 'site', null, 'Pacific/Pago_Pago', true);
    perform pg_temp.assign('EAST', 'LATE', '2025-01-01');
    perform pg_temp.assign('WEST', 'LATE', '2025-01-01');
    perform pg_temp.stop('EAST', 'maintenance', 'First', '2025-03-10 09:00Z', '2025-03-10 09:30Z');
    perform pg_temp.stop('WEST', 'maintenance', 'Last', '2025-03-12 09:30Z', '2025-03-12 10:00Z');
end $$;

select results_eq(
    $$select pg_temp.plan('EAST', '2025-03-10', '2025-03-10')$$,
    array['2025-03-10 L 23:00-23:30 maintenance First', '2025-03-10 L 23:30-23:00 operating'],
    'fourteen hours ahead'
);
select results_eq(
    $$select pg_temp.plan('WEST', '2025-03-10', '2025-03-10')$$,
    array['2025-03-10 L 23:00-22:30 operating', '2025-03-10 L 22:30-23:00 maintenance Last'],
    'eleven hours behind'
);

select * from finish();
rollback;
