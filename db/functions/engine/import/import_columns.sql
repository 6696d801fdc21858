create or replace function sched_engine.import_columns(
    p_kind text, out known text[], out required text[], out prefix text
)
language sql
immutable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
    select
        c.required || c.further,
        c.required,
        c.prefix
    from (
        values
        (
            'resources', array['resource_code'],
            array[
                'resource_name', 'resource_type', 'parent_code', 'time_zone', 'requires_scheduling', 'is_active',
                'pattern_code', 'pattern_effective_date', 'calendar_codes'
            ],
            'metadata.'
        ),
        (
            'patterns', array['pattern_code', 'pattern_name', 'cycle_days', 'cycle_day', 'start_time', 'end_time'],
            array['is_operating', 'shift_code'], null
        ),
        (
            'calendars', array['calendar_code', 'calendar_name', 'holiday_date', 'holiday_name'],
            array['country_code', 'region', 'start_time', 'end_time', 'affects_scheduling'], null
        ),
        (
            'exceptions', array['resource_code', 'exception_type', 'start_local', 'description'],
            array['end_local', 'impact_type', 'capacity_percent'], null
        )
    ) as c (kind, required, further, prefix)
    where c.kind = p_kind
$$;

comment on function sched_engine.import_columns(text) is
    'The columns that a file of resources, patterns, calendars or exceptions may have and must have, and what the names of
further ones start with.';
