create or replace function sched_http.openapi_filter(p_value_schema jsonb)
returns text
language plpgsql
immutable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
begin
    return (
        select 'filter.' || case
            when p_value_schema ? '$ref' then regexp_replace(p_value_schema ->> '$ref', '.*/', '')
            when p_value_schema ->> 'format' in ('date', 'date-time') then p_value_schema ->> 'format'
            when p_value_schema ->> 'type' in ('integer', 'number', 'boolean', 'array') then p_value_schema ->> 'type'
            when p_value_schema = '{"type": "string"}' then 'text'
            else 'other'
        end
    );
end
$$;

comment on function sched_http.openapi_filter(jsonb) is
    'The component that describes filters on columns with values of this schema.';
