-- The catch block that names an element, once for all views that are written row by row.
create or replace function sched_http.store_element(p_store regproc, p_old anyelement, p_new anyelement)
returns anyelement
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_number constant integer := sched_http.count_element();
    v_stored p_new%type;
    v_code text;
    v_message text;
    v_hint text;
    v_detail text;
    v_table text;
    v_constraint text;
begin
    begin
        perform set_config('sched.plain_errors', 'on', true);
        execute format('select s.* from %s($1, $2) as s', p_store) into v_stored using p_old, p_new;
        perform set_config('sched.plain_errors', '', true);
    exception when others then
        get stacked diagnostics
            v_code = returned_sqlstate, v_message = message_text, v_hint = pg_exception_hint,
            v_detail = pg_exception_detail, v_table = table_name, v_constraint = constraint_name;
        if v_code !~ '^(SC|22|23)' then
            raise;
        end if;
        -- Of people, a message of PostgreSQL may quote the whole row.
        if v_table ~ '^emp_' then
            v_message := coalesce(sched_http.constraint_said(v_table, v_constraint), v_message);
            v_detail := case when v_detail ~ '^Key ' then v_detail else 'Constraint ' || v_constraint || '.' end;
            v_hint := coalesce(nullif(v_hint, ''), case v_code
                when '23505' then 'Choose another, or change the one that exists: PATCH, or an upsert with on_conflict.'
            end);
        end if;
        perform sched_http.refuse_element(v_code, v_message, v_hint, v_detail, v_number);
    end;
    return v_stored;
end
$$;

comment on function sched_http.store_element(regproc, anyelement, anyelement) is
    'Stores one row of a view by a function that takes what it was and what it is to be, and returns it as stored. An
error names the element of the request.';
