-- The one place where exceptions enter the engine. Recurring ones join here as further occurrences.
create or replace function sched_engine.effective_exceptions(p_resource_ids bigint[], p_from date, p_to date)
returns table (
    resource_id bigint,
    exception_id bigint,
    inherited_from bigint,
    start_time timestamptz,
    end_time timestamptz,
    schedule_status sched.schedule_status,
    capacity_percent smallint,
    standing integer
)
language sql
stable
parallel safe
set search_path = ''
as $$
    select
        r.id,
        e.id,
        nullif(e.resource_id, r.id),
        e.start_datetime::timestamptz,
        coalesce(e.end_datetime::timestamptz, 'infinity'),
        case
            when e.impact_type = 'reduced' then 'operating'
            when e.exception_type in ('maintenance', 'breakdown', 'holiday') then e.exception_type::text
            else 'shutdown'
        end::sched.schedule_status,
        coalesce(e.capacity_percent, 0::smallint),
        row_number() over (
            partition by r.id
            order by
                e.impact_type,
                array_position(array['breakdown', 'shutdown', 'maintenance', 'holiday', 'other'], e.exception_type::text),
                e.created_at desc,
                e.id desc
        )::integer
    from sched.resources as r
    cross join unnest(r.path_ids) as p (ancestor_id)
    inner join sched.schedule_exceptions as e on e.resource_id = p.ancestor_id
    where r.id = any(p_resource_ids)
        and e.is_active
        and e.impact_type in ('no_operation', 'reduced')
        and e.recurrence_rule is null
        -- Zones span UTC-12 to UTC+14, and a shift of the last date may run through the next one.
        and e.start_datetime < (p_to + 3)::timestamp at time zone 'UTC'
        and coalesce(e.end_datetime::timestamptz, 'infinity') > (p_from - 1)::timestamp at time zone 'UTC'
$$;

comment on function sched_engine.effective_exceptions(bigint[], date, date) is
    'Exceptions that may touch shifts of the business dates p_from to p_to: own and inherited ones, as half-open intervals
of instants, with the status and capacity they give. Where several overlap, the one with the lowest standing wins:
no_operation before reduced; breakdown, shutdown, maintenance, holiday, other; then the newest.';
