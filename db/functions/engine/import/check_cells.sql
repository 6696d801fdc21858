create or replace function sched_engine.check_cells(p_rows jsonb, p_types jsonb, p_required text[])
returns table (line integer, column_name text, value text, message text, remedy text)
language sql
stable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
    select
        (r.row ->> 'line')::integer,
        t.column_name,
        left(r.row ->> t.column_name, 120),
        case
            when r.row ->> t.column_name is null then 'The cell is empty.'
            when t.type = 'sched.plan_date' then 'This is not a date between 1970-01-01 and 2199-12-31.'
            else 'This is not what belongs here.'
        end,
        case
            when t.type in ('integer', 'smallint') then 'Write a whole number.'
            when t.type = 'time' then 'Write a local time as 06:00; the end of the day is 24:00.'
            when t.type = 'boolean' then 'Write true or false.'
            when t.type = 'sched.plan_date' then sched_engine.date_remedy(r.row ->> t.column_name)
            when t.type = 'sched.code'
                then 'Use 1 to 100 characters, no comma, no semicolon, no space at either end.'
            when t.type = 'sched.title' then 'Use 1 to 200 characters.'
            when t.type = 'text' then 'Fill it in.'
            else 'Use one of: ' || (
                select string_agg(e.enumlabel, ', ' order by e.enumsortorder)
                from pg_catalog.pg_enum as e
                where e.enumtypid = t.type::regtype
            ) || '.'
        end
    from jsonb_array_elements(p_rows) as r (row)
    cross join jsonb_each_text(p_types) as t (column_name, type)
    where case
        when r.row ->> t.column_name is null then t.column_name = any(p_required)
        when t.type = 'sched.plan_date' then sched_engine.cell_date(r.row ->> t.column_name) is null
        else not pg_catalog.pg_input_is_valid(r.row ->> t.column_name, t.type)
    end
    order by 1, 2
$$;

comment on function sched_engine.check_cells(jsonb, jsonb, text[]) is
    'Cells of the rows (sched_engine.flat_rows) that are empty though required, or no value of their
type. p_types: an object of type names by column. Writes nothing.';
