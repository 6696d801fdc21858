create or replace function sched_http.hold_against_rules()
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_warnings integer;
begin
    if not exists (select from sched.emp_work_rules as r where r.is_active and r.severity <> 'note') then
        return;
    end if;
    -- All of the request, before its answer is made.
    set constraints sched.refresh_at_commit, sched.rules_at_commit, sched.swaps_at_commit immediate;
    set constraints sched.refresh_at_commit, sched.rules_at_commit, sched.swaps_at_commit deferred;
    v_warnings := nullif(current_setting('sched.rule_warnings', true), '')::integer;
    if v_warnings > 0 then
        perform set_config('response.headers', (
            coalesce(nullif(current_setting('response.headers', true), ''), '[]')::jsonb
            || jsonb_build_array(jsonb_build_object('X-Rules-Broken', v_warnings::text))
        )::text, true);
    end if;
end
$$;

comment on function sched_http.hold_against_rules() is
    'Holds what a request did to rosters against the work rules before it is answered: SC026, or the header X-Rules-Broken says how
many breaches of severity warn there are now that were not there before.';
