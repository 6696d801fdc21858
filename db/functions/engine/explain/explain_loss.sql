create or replace function sched_engine.explain_loss(
    p_loser sched.schedule_exceptions, p_winner sched.schedule_exceptions, p_row sched.equipment_schedules
)
returns text
language sql
immutable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
    select case
        when p_loser.impact_type = p_winner.impact_type and p_loser.exception_type = p_winner.exception_type
            then 'Of two of the same kind, the one entered later decides.'
        when p_loser.impact_type = p_winner.impact_type
            then format('%s comes before %s.', initcap(p_winner.exception_type::text), p_loser.exception_type)
        when p_loser.impact_type = 'shifted'
            then 'It only moves shifts that start during it, and this one does not.'
        when p_winner.impact_type = 'no_operation'
            then case p_loser.impact_type
                when 'reduced' then 'A stop outweighs reduced capacity.'
                else 'A stop outweighs overtime.'
            end
        when p_row.resource_id is null
            then case p_loser.impact_type
                when 'no_operation' then 'There is no shift at this time for it to stop.'
                when 'reduced' then 'There is no shift at this time for it to slow down.'
                else 'Only scheduled machines work it.'
            end
        when p_row.schedule_status = 'holiday'
            then 'It lowers the capacity of operating time, and the holiday leaves none.'
        when p_loser.impact_type = 'additional'
            then 'The machine operates anyway; overtime adds only what is missing.'
        else 'The stored plan says otherwise.'
    end
$$;

comment on function sched_engine.explain_loss(
    sched.schedule_exceptions, sched.schedule_exceptions, sched.equipment_schedules
) is
    'Why one exception does not decide an instant that it covers, in a sentence: because of the exception
that does (null: none) or of the row of the plan (null: nothing is planned).';
