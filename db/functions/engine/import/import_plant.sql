create or replace function sched_engine.import_plant(
    p_rows jsonb, p_default_date date default null, p_dry_run boolean default false
)
returns table (
    inserted bigint, updated bigint, unchanged bigint, patterns_assigned bigint, calendars_assigned bigint
)
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_problems jsonb;
    v_step record;
begin
    if jsonb_typeof(p_rows) is distinct from 'array'
        or jsonb_array_length(p_rows) not between 1 and 100000 then
        perform sched_engine.refuse_import(jsonb_build_array(jsonb_build_object(
            'message', 'There is nothing to import, or more than 100,000 rows.',
            'remedy', 'Give a list of 1 to 100,000 rows, or import in parts: parents first.'
        )));
    elsif p_default_date is not null and sched_engine.cell_date(p_default_date::text) is null then
        perform sched_engine.refuse('SC004', format('%s is not a date on which a pattern can start.', p_default_date),
            'Give a date between 1970-01-01 and 2199-12-31.');
    end if;

    -- The lock that every edit of the model takes (sched_engine.lock_model), taken before looking: what is
    -- checked stays true until the end of the transaction.
    perform sched_engine.acquire_model_lock();
    select jsonb_agg(to_jsonb(c)) into v_problems from sched_engine.check_plant(p_rows) as c;
    if v_problems is not null then
        perform sched_engine.refuse_import(v_problems);
    end if;

    inserted := 0;
    updated := 0;
    patterns_assigned := 0;
    calendars_assigned := 0;
    v_problems := '[]';
    begin
        for v_step in
            select
                jsonb_agg(to_jsonb(c)) as changes,
                count(*) filter (where c.resource_id is null) as inserted,
                count(*) filter (where c.resource_id is not null) as updated,
                count(c.pattern_id) as patterns,
                count(c.calendar_ids) as calendars
            from sched_engine.plant_changes(p_rows, p_default_date) as c
            where c.changed <> '{}'
            group by c.step
            order by c.step
        loop
            perform sched_engine.place_imported_resources(v_step.changes);
            v_problems := v_problems || sched_engine.assign_imported_patterns(v_step.changes);
            perform sched_engine.assign_imported_calendars(v_step.changes);
            inserted := inserted + v_step.inserted;
            updated := updated + v_step.updated;
            patterns_assigned := patterns_assigned + v_step.patterns;
            calendars_assigned := calendars_assigned + v_step.calendars;
        end loop;

        if v_problems <> '[]' then
            perform sched_engine.refuse_import(v_problems);
        elsif p_dry_run then
            raise exception using errcode = 'SCDRY', message = 'A dry run takes everything back.';
        end if;
    exception when sqlstate 'SCDRY' then
        null;
    end;
    unchanged := jsonb_array_length(p_rows) - inserted - updated;
    return next;
end
$$;

comment on function sched_engine.import_plant(jsonb, date, boolean) is
    'Imports a plant, all of it or nothing: resources that are new are inserted, others updated where
they differ, those not named left alone; what a blank or missing cell means is told at
sched_engine.plant_changes. p_rows is a JSON array of {"line": n, "values": {column: text}}, in any
order, with the columns resource_code, resource_name, resource_type, parent_code, time_zone,
requires_scheduling, is_active, pattern_code, pattern_effective_date, calendar_codes (separated by
semicolons, in order of priority) and metadata.<name>.

p_default_date is the date from which patterns without a date apply. p_dry_run does it all and takes it
back. Returns how many resources were inserted, updated and unchanged, and how many got a pattern or their
calendars assigned. Errors: SC009, every problem in its detail (sched_engine.check_plant); SC004
p_default_date.';
