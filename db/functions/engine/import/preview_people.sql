create or replace function sched_engine.preview_people(p_sheets jsonb, p_options jsonb default '{}')
returns table (sheet text, code text, change text, column_name text, old_value text, new_value text)
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
    v_before jsonb;
    v_after jsonb;
begin
    begin
        v_before := sched_engine.people_snapshot();
        perform from sched_engine.import_people(p_sheets, '[]', p_options - 'dry_run');
        v_after := sched_engine.people_snapshot();
        raise exception using errcode = 'SCDRY', message = 'A preview takes everything back.';
    exception when sqlstate 'SCDRY' then
        null;
    end;
    return query
    select
        d.sheet,
        d.code,
        case
            when d.old_cells is null then 'added'
            when d.new_cells is null then 'removed'
            when c.old_value is null then 'set'
            when c.new_value is null then 'removed'
            else 'replaced'
        end,
        c.column_name,
        c.old_value,
        c.new_value
    from (
        select
            coalesce(o.sheet, n.sheet) as sheet,
            coalesce(o.code, n.code) as code,
            o.cells as old_cells,
            n.cells as new_cells
        from (
            select s.key as sheet, r.key as code, r.value as cells
            from jsonb_each(v_before) as s cross join lateral jsonb_each(s.value) as r
        ) as o
        full join (
            select s.key as sheet, r.key as code, r.value as cells
            from jsonb_each(v_after) as s cross join lateral jsonb_each(s.value) as r
        ) as n on n.sheet = o.sheet and n.code = o.code
        where o.cells is distinct from n.cells
    ) as d
    left join lateral (
        select
            k.name as column_name,
            d.old_cells ->> k.name as old_value,
            d.new_cells ->> k.name as new_value
        from (
            select jsonb_object_keys(d.old_cells || d.new_cells) as name
        ) as k
        where d.old_cells ->> k.name is distinct from d.new_cells ->> k.name
    ) as c on d.old_cells is not null and d.new_cells is not null
    order by array_position(v_order, d.sheet), d.code, c.column_name;
end
$$;

comment on function sched_engine.preview_people(jsonb, jsonb) is
    'What sched_engine.import_people would do with these sheets: a row for everything that would be added or removed,
and for each column of something known that would change. Errors as there. Writes nothing.';
