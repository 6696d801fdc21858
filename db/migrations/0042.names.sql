-- Functions get names that say what they do. What is in use is renamed as it is: with its rights, and with the triggers
-- and views that use it. On a new database there are no functions yet; db/functions brings them.
-- Together with the functions.
set local role sched_owner;

create type sched_engine.lint_finding as (
    severity text,
    code text,
    subject text,
    location text,
    first_date date,
    last_date date,
    message text,
    remedy text
);
comment on type sched_engine.lint_finding is
    'What is likely a mistake in the model: severity (error, warning, info), code LINT-nnn, what and where (a resource, a pattern,
a calendar or an exception), the first and last business date concerned, what was found, and what to do.';

do $$
declare
    v_name record;
begin
    for v_name in
        select *
        from (
            values
            -- Its triggers run it until each has a function of its own, so that no edit goes unnoticed meanwhile.
            ('sched_engine.mark_stale()', 'sched_engine.mark_patterns_stale'),
            ('sched_engine.told_webhooks()', 'sched_engine.scheduled_webhooks'),
            ('sched_engine.abroad(bigint[])', 'sched_engine.machines_abroad'),
            ('sched_engine.nearest(text, text[], integer)', 'sched_engine.similar_names'),
            ('sched_engine.lint_names(text[])', 'sched_engine.shorten_names'),
            ('sched_http.as_shown(anyelement)', 'sched_http.read_only'),
            ('sched_http.explain_names(text, text[])', 'sched_http.refuse_names'),
            ('sched_http.next_element()', 'sched_http.count_element'),
            ('sched_http.store_exception(api_v1.exceptions)', 'sched_http.add_given_exception')
        ) as n (old, new)
        where to_regprocedure(n.old) is not null
    loop
        execute format(
            'alter function %s rename to %I', v_name.old, split_part(v_name.new, '.', 2)
        );
    end loop;
end
$$;

-- The same as sched_engine.instant_of_writing.
drop function if exists sched_engine.change_instant();
-- Two functions now, given_pattern and given_calendar.
drop function if exists sched_http.given_id(text, bigint, text, bigint, text);

-- These return something else than before.
do $$
declare
    v_routine regprocedure;
begin
    for v_routine in
        select p.oid
        from pg_catalog.pg_proc as p
        where p.pronamespace = 'sched_http'::regnamespace and p.proname = 'store_assignment'
            or p.pronamespace = 'sched_engine'::regnamespace and p.proname in (
                'lint', 'lint_assignments', 'lint_calendars', 'lint_clock_gaps', 'lint_default_calendar', 'lint_exceptions',
                'lint_missing_patterns', 'lint_overtime', 'lint_patterns', 'lint_resources', 'lint_working_entries'
            )
    loop
        execute format('drop function %s cascade', v_routine);
    end loop;
end
$$;
