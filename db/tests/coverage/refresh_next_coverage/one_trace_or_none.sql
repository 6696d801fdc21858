begin;
select plan(3);
\ir ../../small_plant.psql
\ir ../../small_staff.psql
\ir ../../small_coverage.psql

update sched.system_configuration set config_value = '1' where config_key = 'refresh_inline_machine_days';
\set mine 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01
\set other 00-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa-bbbbbbbbbbbbbbbb-00
-- Gaps opened by edits with these traces, which the worker takes together.
create function pg_temp.opened(p_traces text[]) returns text language plpgsql as $$
begin
    delete from sched.emp_requirements;
    perform pg_temp.commit();
    while exists (select from sched_engine.refresh_next_coverage()) loop
    end loop;
    delete from sched.events;
    for v_nr in 1..cardinality(p_traces) loop
        perform set_config('sched.traceparent', p_traces[v_nr], true);
        perform pg_temp.need('LINE', 5, p_from => '2026-01-10'::date + v_nr, p_to => '2026-01-10'::date + v_nr);
    end loop;
    perform pg_temp.commit();
    perform set_config('sched.traceparent', '00-cccccccccccccccccccccccccccccccc-dddddddddddddddd-00', true);
    while exists (select from sched_engine.refresh_next_coverage()) loop
    end loop;
    return (
        select string_agg(distinct coalesce(e.traceparent, 'none'), ' ')
        from sched.events as e
        where e.event_type = 'coverage.gap_opened'
    );
end
$$;

select is(pg_temp.opened(array[:'mine', :'mine']), :'mine', 'edits of one trace');
select is(pg_temp.opened(array[:'mine', :'other']), 'none', 'edits of two');
select is(pg_temp.opened(array[:'mine', '']), 'none', 'one of which has none');

select * from finish();
rollback;
