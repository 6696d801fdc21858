create or replace function sched_engine.check_assignment(
    p_resource_id bigint, p_pattern_id bigint, p_effective_date date, p_end_date date
)
returns void
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_code constant text := (select r.resource_code::text from sched.resources as r where r.id = p_resource_id);
begin
    perform sched_engine.check_given(p_resource_id::text, 'resource', 'Give its id or code.');
    perform sched_engine.check_given(p_pattern_id::text, 'pattern', 'Give its id or code.');
    perform sched_engine.check_given(p_effective_date::text, 'first date',
        'Give the date on which the assignment starts.', 'SC004');
    if v_code is null then
        perform sched_engine.refuse(
            'SC001',
            format('There is no resource with the id %s.', p_resource_id),
            'List the resources and use the id or code shown there.'
        );
    elsif not exists (select from sched_engine.offered_patterns as p where p.id = p_pattern_id)
        and not exists (
            select from sched.resource_pattern_assignments as a
            where a.resource_id = p_resource_id and a.pattern_id = p_pattern_id
        ) then
        perform sched_engine.refuse(
            'SC001',
            format('There is no pattern with the id %s.', p_pattern_id),
            'List the patterns and use the id or code shown there.'
        );
    elsif not isfinite(p_effective_date) or not isfinite(p_end_date)
        or p_end_date < p_effective_date then
        perform sched_engine.refuse(
            'SC004',
            format('%s: an assignment from %s to %s is not a range of dates.', v_code,
                p_effective_date, coalesce(p_end_date::text, '(open)')),
            'The end date is included, and is left out for an assignment that goes on.'
        );
    end if;
end
$$;

comment on function sched_engine.check_assignment(bigint, bigint, date, date) is
    'Refuses an assignment of an unknown resource, or of a pattern that is not there or not offered and that the
resource never had (SC001), or over no range of dates (SC004); what is not given is SC016, a date SC004.';
