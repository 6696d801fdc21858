create or replace function sched_engine.check_plant_cells(p_rows jsonb)
returns table (line integer, column_name text, value text, message text, remedy text)
language sql
stable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
    with plant as materialized (select * from sched_engine.plant_rows(p_rows))

    select
        p.line,
        c.column_name,
        p.cells ->> c.column_name,
        c.message,
        c.remedy
    from plant as p
    cross join lateral (
        values
        (
            'resource_code',
            case
                when p.resource_code is null then 'The code is missing.'
                when length(p.resource_code) > 100
                    then format('The code has %s characters; 100 are allowed.', length(p.resource_code))
                when not pg_input_is_valid(p.resource_code, 'sched.code')
                    then 'The code holds a comma, a semicolon or a control character.'
            end,
            'Give every row a code of 1 to 100 printable characters, without comma and semicolon.'
        ),
        (
            'resource_name',
            case
                when p.cells ? 'resource_name' and p.resource_name is null then 'The name is blank.'
                when length(p.resource_name) > 200
                    then format('The name has %s characters; 200 are allowed.', length(p.resource_name))
            end,
            'Give the name that people know the resource by.'
        ),
        (
            'resource_type',
            case
                when p.resource_type is not null or not p.cells ? 'resource_type' then null
                when sched_engine.cell_text(p.cells ->> 'resource_type') is null then 'The type is blank.'
                else 'This is not a type of resource.'
            end,
            'Use enterprise, site, area, work_center or work_unit.'
        ),
        (
            'requires_scheduling',
            case
                when sched_engine.cell_text(p.cells ->> 'requires_scheduling') is not null
                    and p.requires_scheduling is null then 'This is neither true nor false.'
            end,
            'Use true or false; yes, no, 1 and 0 are understood as well.'
        ),
        (
            'is_active',
            case
                when sched_engine.cell_text(p.cells ->> 'is_active') is not null and p.is_active is null
                    then 'This is neither true nor false.'
            end,
            'Use true or false; yes, no, 1 and 0 are understood as well.'
        ),
        (
            'pattern_effective_date',
            case
                when sched_engine.cell_text(p.cells ->> 'pattern_effective_date') is null then null
                when p.pattern_effective_date is null
                    then 'This is not a date between 1970-01-01 and 2199-12-31.'
                when p.pattern_code is null then 'There is a date, but no pattern that starts on it.'
            end,
            case
                when p.pattern_effective_date is null
                    then sched_engine.date_remedy(p.cells ->> 'pattern_effective_date')
                else 'Give pattern_code as well, or clear the date.'
            end
        ),
        (
            'calendar_codes',
            case
                when cardinality(p.calendar_codes)
                    <> (select count(distinct k.code) from unnest(p.calendar_codes) as k (code))
                    then 'A calendar is named twice.'
            end,
            'Name each calendar once, in order of priority.'
        )
    ) as c (column_name, message, remedy)
    where c.message is not null
    union all
    select
        p.line,
        'metadata.' || m.key,
        m.value,
        case
            when m.key = '' then 'The column has no name after "metadata.".'
            else format('The text has %s characters; 10,000 are allowed.', length(m.value))
        end,
        case when m.key = '' then 'Name it, for example metadata.manufacturer.' else 'Shorten it.' end
    from plant as p
    cross join lateral jsonb_each_text(p.metadata) as m
    where m.key = '' or length(m.value) > 10000
$$;

comment on function sched_engine.check_plant_cells(jsonb) is
    'Problems of a plant import that show in one cell.';
