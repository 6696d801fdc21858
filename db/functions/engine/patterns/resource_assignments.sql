create or replace function sched_engine.resource_assignments(p_resource_id bigint)
returns table (
    pattern_code text,
    effective_date date,
    end_date date,
    assigned_to text,
    is_inherited boolean,
    assigned_by text,
    notes text
)
language sql
stable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
    select
        p.pattern_code,
        lower(e.valid),
        nullif(upper(e.valid) - 1, date '2199-12-31'),
        r.resource_code,
        e.inherited_from is not null,
        a.assigned_by,
        a.notes
    from sched_engine.effective_patterns(array[p_resource_id], date '1970-01-01', date '2199-12-31') as e
    inner join sched.resource_pattern_assignments as a on a.id = e.assignment_id
    inner join sched.resources as r on r.id = a.resource_id
    inner join sched.operating_patterns as p on p.id = e.pattern_id
    order by e.valid
$$;

comment on function sched_engine.resource_assignments(bigint) is
    'The pattern a resource follows through time, own and inherited: business dates, both ends included,
end null: without end.';
