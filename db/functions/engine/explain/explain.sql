create or replace function sched_engine.explain(p_resource_id bigint, p_at timestamptz)
returns jsonb
language plpgsql
stable
parallel safe
set search_path = pg_catalog, pg_temp
set timezone = 'UTC'
as $$
declare
    v_plan record;
    v_row sched.equipment_schedules;
    v_agrees boolean;
    v_note text;
    v_rules jsonb;
    v_winner jsonb;
begin
    select p.* into v_plan from sched_engine.explain_rows(p_resource_id, p_at) as p;
    v_row := case when v_plan.is_generated then v_plan.stored else v_plan.planned end;
    v_agrees := sched_engine.row_json(v_plan.stored) = sched_engine.row_json(v_plan.planned);
    v_note := case
        when not v_plan.is_generated
            then format('%s has not been generated; this is what generating it would give.', v_plan.plan_date)
        when v_agrees then 'The stored plan is what the rules of today give.'
        else sched_engine.explain_difference(p_resource_id, v_plan.plan_date, v_plan.stored, v_plan.planned)
    end;

    -- Where the stored plan is kept, what would decide today is overruled by it.
    select coalesce(jsonb_agg(
        r.rule || jsonb_build_object('kind', r.kind, 'outcome', r.outcome, 'why', case
            when r.outcome = 'overruled' and v_plan.is_generated and not v_agrees
                and (r.kind, r.id) = (t.kind, t.id) then v_note
            else r.why
        end)
        order by array_position('{exception,holiday,pattern,assignment}', r.kind), r.id
    ), '[]') into v_rules
    from sched_engine.explain_rules(
        p_resource_id, p_at, v_plan.plan_date, v_row, v_plan.with_holidays
    ) as r
    left join sched_engine.explain_winner(
        p_resource_id, p_at, v_plan.plan_date, v_plan.planned
    ) as t on true;
    v_winner := jsonb_path_query_first(v_rules, '$[*] ? (@.outcome == "decides")') - '{outcome,why}'::text[];

    return sched_engine.explain_head(p_resource_id, p_at) || jsonb_build_object(
        'verdict', sched_engine.explain_verdict(
            p_resource_id, v_row, v_plan.plan_date, v_plan.is_generated, v_winner
        ),
        'winner', v_winner,
        'supporters', jsonb_path_query_array(v_rules, '$[*] ? (@.outcome == "applies")'),
        'losers', jsonb_path_query_array(v_rules, '$[*] ? (@.outcome == "overruled")'),
        'path', sched_engine.explain_path(p_resource_id, p_at, v_plan.plan_date),
        'stored', jsonb_build_object(
            'is_generated', v_plan.is_generated,
            'with_holidays', v_plan.with_holidays,
            'agrees', case when v_plan.is_generated then v_agrees end,
            'note', v_note,
            'stored_row', nullif(sched_engine.row_json(v_plan.stored), '{}'),
            'planned_row', nullif(sched_engine.row_json(v_plan.planned), '{}')
        ),
        'pending', array(
            select to_jsonb(p) - '{id,resource_id,transaction_id,done_through}'::text[]
            from sched_engine.explain_pending(p_resource_id, v_plan.plan_date) as p
            order by p.id
        ),
        'next', (
            select to_jsonb(n) from sched_engine.nearest_stretch(p_resource_id, p_at, false) as n
            where v_row.schedule_status is distinct from 'operating'
        )
    );
end
$$;

comment on function sched_engine.explain(bigint, timestamptz) is
    'Why a machine is or is not planned to run at an instant; instants in UTC.';
