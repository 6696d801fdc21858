create or replace function sched_engine.import_people(
    p_sheets jsonb, p_problems jsonb default '[]', p_options jsonb default '{}'
)
returns table (sheet text, inserted bigint, updated bigint, unchanged bigint)
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
#variable_conflict use_column
declare
    v_order constant text[] := array[
        'departments', 'positions', 'teams', 'team_resources', 'employees', 'memberships', 'qualifications', 'absences',
        'requirements'
    ];
    v_today constant date := coalesce(
        (p_options ->> 'default_date')::date, (sched_engine.current_instant() at time zone 'UTC')::date
    );
    v_problems jsonb := case when jsonb_typeof(p_problems) = 'array' then p_problems else jsonb '[]' end;
    v_counts jsonb := jsonb '[]';
    v_sheets jsonb;
    v_good jsonb;
    v_known text[];
    v_done record;
begin
    if jsonb_typeof(p_sheets) is distinct from 'object' or p_sheets = '{}' or exists (
        select from jsonb_each(p_sheets) as s where s.key <> all(v_order) or jsonb_typeof(s.value) <> 'array'
    ) then
        perform sched_engine.refuse_import(jsonb_build_array(jsonb_build_object(
            'message', 'There is nothing to import, or a sheet of an unknown kind.',
            'remedy', 'Known are: ' || array_to_string(v_order, ', ') || '.'
        )));
    end if;

    -- The lock that every edit of the model takes, taken before looking: what is checked stays true until the end.
    perform sched_engine.acquire_model_lock();
    select jsonb_object_agg(s.key, sched_engine.flat_rows(s.value)) into v_sheets from jsonb_each(p_sheets) as s;
    v_problems := v_problems || coalesce((
        select jsonb_agg(to_jsonb(c))
        from sched_engine.check_people(v_sheets) as c
        -- A cell that could not be read is told once.
        where not exists (
            select from jsonb_array_elements(v_problems) as p (problem)
            where p.problem ->> 'sheet' = c.sheet and (p.problem ->> 'line')::integer = c.line
        )
    ), '[]');

    -- Rows that are right are placed also when others are not: what is in the way of them is found as well, and all of it is
    -- taken back.
    select jsonb_object_agg(s.key, (
        select coalesce(jsonb_agg(r.cells), '[]')
        from jsonb_array_elements(s.value) as r (cells)
        where (s.key, (r.cells ->> 'line')::integer) not in (
            select p.problem ->> 'sheet', (p.problem ->> 'line')::integer
            from jsonb_array_elements(v_problems) as p (problem)
            where p.problem ->> 'line' is not null
        )
    )) into v_good
    from jsonb_each(v_sheets) as s;

    begin
        v_known := array(
            select e.employee_number::text
            from sched.emp_employees as e
            where v_good ? 'employees' and e.employee_number in (
                select r.cells ->> 'employee_number' from sched_engine.people_rows(v_good, 'employees') as r
            )
        );
        for v_done in
            select d.*, null::jsonb as problems from sched_engine.place_organisation(v_good) as d
            union all
            select d.*, null from sched_engine.place_teams(v_good) as d
        loop
            v_counts := v_counts || to_jsonb(v_done);
        end loop;
        for v_done in select d.* from sched_engine.place_employees(v_good) as d loop
            v_counts := v_counts || to_jsonb(v_done);
        end loop;
        for v_done in select d.* from sched_engine.place_team_resources(v_good) as d loop
            v_counts := v_counts || to_jsonb(v_done);
            v_problems := v_problems || coalesce(v_done.problems, '[]');
        end loop;
        for v_done in select d.* from sched_engine.place_memberships(v_good) as d loop
            v_counts := v_counts || to_jsonb(v_done);
            v_problems := v_problems || coalesce(v_done.problems, '[]');
        end loop;
        for v_done in select d.* from sched_engine.move_imported_people(v_good, v_known, v_today) as d loop
            v_counts := v_counts || to_jsonb(v_done);
            v_problems := v_problems || coalesce(v_done.problems, '[]');
        end loop;
        for v_done in select d.* from sched_engine.place_qualifications(v_good) as d loop
            v_counts := v_counts || to_jsonb(v_done);
            v_problems := v_problems || coalesce(v_done.problems, '[]');
        end loop;
        for v_done in select d.* from sched_engine.place_absences(v_good, p_options) as d loop
            v_counts := v_counts || to_jsonb(v_done);
            v_problems := v_problems || coalesce(v_done.problems, '[]');
        end loop;

        for v_done in select d.* from sched_engine.place_requirements(v_good) as d loop
            v_counts := v_counts || to_jsonb(v_done);
            v_problems := v_problems || coalesce(v_done.problems, '[]');
        end loop;

        if v_problems <> '[]' then
            perform sched_engine.refuse_import((
                select jsonb_agg(
                    p.problem
                    order by array_position(v_order, p.problem ->> 'sheet'),
                        (p.problem ->> 'line')::integer nulls first, p.nr
                )
                from jsonb_array_elements(v_problems) with ordinality as p (problem, nr)
            ));
        elsif (p_options ->> 'dry_run')::boolean then
            raise exception using errcode = 'SCDRY', message = 'A dry run takes everything back.';
        end if;
    exception when sqlstate 'SCDRY' then
        null;
    end;
    return query
    select
        c.sheet,
        c.inserted,
        c.updated,
        greatest(0, coalesce(jsonb_array_length(p_sheets -> c.sheet), 0) - c.inserted - c.updated)
    from (
        select
            i.sheet,
            sum(i.inserted)::bigint as inserted,
            sum(i.updated)::bigint as updated
        from jsonb_to_recordset(v_counts) as i (sheet text, inserted bigint, updated bigint)
        group by i.sheet
    ) as c
    where p_sheets ? c.sheet or c.inserted + c.updated > 0
    order by array_position(v_order, c.sheet);
end
$$;

comment on function sched_engine.import_people(jsonb, jsonb, jsonb) is
    'Imports people, all or nothing: what is new is inserted, what differs updated, what is not named left alone.
p_sheets: an object of rows {"line": n, "values": {column: text}} by sheet: departments, positions, teams,
team_resources, employees, memberships, qualifications, absences, requirements (sched_engine.import_columns names their
columns); rows may refer to rows of other sheets. p_problems: what was found wrong in reading them, {sheet, line, column_name,
value, message, remedy}. p_options: default_date (from when teams are joined where no date is given; today in UTC),
dry_run (do it all and take it back), hides_kinds (an absence whose kind is given is updated, whether it had that kind or
not: nobody learns which). Returns how many rows of each sheet were inserted, updated and unchanged. SC009:
every problem in the detail; no names.';
