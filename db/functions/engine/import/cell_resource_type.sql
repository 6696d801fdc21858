create or replace function sched_engine.cell_resource_type(p_cell text)
returns sched.resource_type
language sql
immutable
parallel safe
as $$
    select case regexp_replace(lower(p_cell), '[-_[:space:]]', '', 'g')
        when 'enterprise' then sched.resource_type 'enterprise'
        when 'site' then 'site'
        when 'area' then 'area'
        when 'workcenter' then 'work_center'
        when 'workcentre' then 'work_center'
        when 'workunit' then 'work_unit'
    end
$$;

comment on function sched_engine.cell_resource_type(text) is
    'An imported cell as an ISA-95 level, however it is spelled (WorkCenter, work centre); null when it
is none.';
