create or replace function sched_http.pre_request()
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_asking record;
begin
    perform set_config('sched.refusals', 'sched_http', true), set_config('sched.shared_connection', 'on', true);
    v_asking := sched_http.authenticate();
    perform set_config('sched.scope', coalesce('{' || v_asking.scope_id || '}', ''), true),
        set_config('sched.own_employee', coalesce(v_asking.employee_id::text, ''), true),
        set_config('app.current_user', coalesce(v_asking.acting_user, ''), true),
        -- A function with a limit of its own has brought it along.
        case when current_setting('statement_timeout') = '0' then
            set_config('statement_timeout', v_asking.seconds || 's', true)
        end,
        case when current_setting('lock_timeout') = '0' then set_config('lock_timeout', '5s', true) end,
        -- Only what writes tells of it.
        case when current_setting('transaction_read_only') = 'off' then
            set_config(
                'sched.traceparent',
                coalesce(nullif(current_setting('request.headers', true), '')::json ->> 'traceparent', ''), true
            )
        end,
        set_config('role', v_asking.role_name, true);
end
$$;

comment on function sched_http.pre_request() is
    'Called by PostgREST (db-pre-request) before each request: sets the role, the subtree (sched.scope), the one person
(sched.own_employee), the acting user (app.current_user), the time limits, of what may write the trace that it belongs
to (sched.traceparent), how errors are told (sched.refusals: with
HTTP statuses), and that PostgREST shares its connections (sched.shared_connection), until the end of the transaction.
Writes nothing, since a GET cannot. Security invoker, because a definer may not change the role.';

grant execute on function sched_http.pre_request()
to sched_anon, sched_viewer, sched_oee_reader, sched_planner, sched_admin, sched_employee;
