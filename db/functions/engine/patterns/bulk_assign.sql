create or replace function sched_engine.bulk_assign(
    p_resource_ids bigint[], p_pattern_id bigint, p_effective_date date, p_end_date date, p_notes text
)
returns bigint[]
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_id bigint;
    v_done bigint[] := array[]::bigint[];
    v_first text;
    v_problems jsonb := jsonb '[]';
    v_code text;
    v_message text;
    v_hint text;
begin
    perform sched_engine.acquire_model_lock();
    foreach v_id in array p_resource_ids loop
        begin
            perform set_config('sched.plain_errors', 'on', true);
            v_done := v_done || sched_engine.assign_pattern(
                v_id, p_pattern_id, coalesce(p_effective_date, sched_engine.local_today(v_id)), p_end_date, p_notes
            );
            perform set_config('sched.plain_errors', '', true);
        exception when others then
            get stacked diagnostics v_code = returned_sqlstate, v_message = message_text, v_hint = pg_exception_hint;
            if v_code !~ '^(SC|22|23)' then
                raise;
            end if;
            v_first := coalesce(v_first, v_code);
            v_problems := v_problems || jsonb_build_object(
                'resource_id', v_id,
                'resource_code', (select r.resource_code from sched.resources as r where r.id = v_id),
                'code', v_code, 'message', v_message, 'hint', nullif(v_hint, '')
            );
        end;
    end loop;
    if v_first is not null then
        perform sched_engine.refuse(
            v_first,
            format('Nothing was assigned, because of %s of %s: %s', jsonb_array_length(v_problems),
                sched_engine.counted(cardinality(p_resource_ids), 'resource'), v_problems -> 0 ->> 'message'),
            'The details name each of them: correct them, or leave them out.',
            v_problems::text
        );
    end if;
    return v_done;
end
$$;

comment on function sched_engine.bulk_assign(bigint[], bigint, date, date, text) is
    'sched_engine.assign_pattern for many resources, all or nothing; returns the ids of the assignments. The date is by default
today by the clock of each. An error has in its detail a JSON array of every resource that stands in the way, and why.';
