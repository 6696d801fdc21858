create or replace function sched_engine.import_rows(
    p_kind text, p_rows jsonb, p_problems jsonb, p_options jsonb default '{}'
)
returns json
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    v_dry_run constant boolean := coalesce((p_options ->> 'dry_run')::boolean, false);
    v_lines constant jsonb := coalesce(jsonb_path_query_array(p_problems, '$[*].line'), '[]');
    v_problems jsonb := p_problems;
    v_result jsonb;
begin
    if v_problems is null and p_kind = 'resources' then
        v_problems := (select jsonb_agg(to_jsonb(c)) from sched_engine.check_import_scope(p_rows) as c);
    elsif p_kind = 'resources' and p_rows is not null then
        -- What is wrong in the rows that could be read, too; but nothing of what lies outside.
        v_problems := v_problems || coalesce((
            select jsonb_agg(to_jsonb(c)) from sched_engine.check_import_scope(p_rows) as c
        ), (
            select jsonb_agg(to_jsonb(c))
            from sched_engine.check_plant(p_rows) as c
            where not v_lines @> coalesce(to_jsonb(c.line), 'null')
        ), '[]');
    end if;
    if v_problems is not null and p_kind = 'exceptions' and p_rows is not null then
        v_problems := v_problems || coalesce((
            select jsonb_agg(to_jsonb(c))
            from sched_engine.check_exceptions(sched_engine.flat_rows(p_rows)) as c
            where not v_lines @> to_jsonb(c.line)
        ), '[]');
    end if;
    if v_problems is not null then
        perform sched_engine.refuse_import((
            select jsonb_agg(p.problem order by p.problem -> 'line' = 'null' desc, (p.problem ->> 'line')::integer, p.nr)
            from jsonb_array_elements(v_problems) with ordinality as p (problem, nr)
        ));
    end if;

    begin
        v_result := case p_kind
            when 'resources' then (
                select to_jsonb(i) from sched_engine.import_plant(p_rows, (p_options ->> 'default_date')::date) as i
            )
            when 'exceptions' then (select to_jsonb(i) from sched_engine.import_exceptions(p_rows) as i)
            when 'patterns' then (
                select jsonb_build_object('patterns', jsonb_agg(i))
                from sched_engine.import_patterns(p_rows, coalesce((p_options ->> 'replace')::boolean, false)) as i
            )
            when 'calendars' then (
                select jsonb_build_object('calendars', jsonb_agg(i)) from sched_engine.import_plant_calendars(p_rows) as i
            )
        end;
        if v_dry_run then
            raise exception using errcode = 'SCDRY', message = 'A dry run takes everything back.';
        end if;
    exception when sqlstate 'SCDRY' then
        null;
    end;
    return v_result || jsonb_build_object('dry_run', v_dry_run);
end
$$;

comment on function sched_engine.import_rows(text, jsonb, jsonb, jsonb) is
    'Imports rows that sched_engine.read_csv or read_json_rows have read, all or none, and returns counts; refuses (SC009)
when problems were found or are found now. p_options: dry_run (do it all and take it back), for resources default_date,
for patterns replace.';
