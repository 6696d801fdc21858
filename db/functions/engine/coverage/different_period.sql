create or replace function sched_engine.different_period(p_old jsonb, p_new jsonb, p_start text, p_end text)
returns tstzrange
language plpgsql
stable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
begin
    return (
        select tstzrange(min((d.row_value ->> p_start)::timestamptz), max((d.row_value ->> p_end)::timestamptz))
        from (
            (
                select o.row_value from jsonb_array_elements(p_old) as o (row_value)
                except
                select n.row_value from jsonb_array_elements(p_new) as n (row_value)
            )
            union all
            (
                select n.row_value from jsonb_array_elements(p_new) as n (row_value)
                except
                select o.row_value from jsonb_array_elements(p_old) as o (row_value)
            )
        ) as d
        having count(*) > 0
    );
end
$$;

comment on function sched_engine.different_period(jsonb, jsonb, text, text) is
    'The period that holds all rows which an entry of a change feed has before or after, but not both; p_start and p_end are
the names of their ends. Null: they are the same.';
