create or replace function api_v2.explain_roster(employee_id bigint, at timestamptz)
returns json
language plpgsql
stable
security definer
set search_path = pg_catalog, pg_temp
as $$
begin
    perform sched_engine.check_visible_employees(array[explain_roster.employee_id]);
    perform sched_engine.check_given(at::text, 'time', 'Give an instant, e.g. 2026-12-01T10:00:00Z.', 'SC004');
    return sched_engine.explain_roster(explain_roster.employee_id, at)::json;
end
$$;

comment on function api_v2.explain_roster(bigint, timestamptz) is
    'Why somebody works, or does not, at an instant

verdict: status (scheduled, break, absent, holiday, off or not_on_shift) and why, in a sentence. team: whose shifts they work,
and the day of the cycle. stored: whether the stored roster agrees with the rules of today. pending: edits not applied
to it yet. next: the next shift. People by number; not why they are absent. Errors: SC004 time, SC021 unknown employee.';

grant execute on function api_v2.explain_roster(bigint, timestamptz) to sched_workforce_viewer;
