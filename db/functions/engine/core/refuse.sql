create or replace function sched_engine.refuse(
    p_code text, p_message text, p_hint text default null, p_detail text default null
)
returns void
language plpgsql
volatile
set search_path = pg_catalog, pg_temp
as $$
declare
    -- Whoever may set this must not have other functions called in the owner's name.
    v_teller constant regprocedure := (
        select p.oid
        from pg_catalog.pg_proc as p
        where p.oid = to_regprocedure(
                nullif(current_setting('sched.refusals', true), '') || '.tell_refusal(text, text, text, text)'
            )
            and p.proowner = current_user::regrole
            and coalesce(current_setting('sched.plain_errors', true), '') = ''
    );
begin
    if v_teller is not null then
        execute format('select %s($1, $2, $3, $4)', v_teller::regproc) using p_code, p_message, p_hint, p_detail;
    end if;
    -- An option of RAISE may not be null, and an empty one is shown.
    if p_detail is null and p_hint is null then
        raise exception using errcode = p_code, message = p_message;
    elsif p_detail is null then
        raise exception using errcode = p_code, message = p_message, hint = p_hint;
    elsif p_hint is null then
        raise exception using errcode = p_code, message = p_message, detail = p_detail;
    end if;
    raise exception using errcode = p_code, message = p_message, detail = p_detail, hint = p_hint;
end
$$;

comment on function sched_engine.refuse(text, text, text, text) is
    'Raises an error of the catalogue (docs/reference/errors.md): what and where in the message, the remedy in the hint.
A layer above that says errors in another form names its schema in the setting sched.refusals; its function tell_refusal,
with the same arguments, comes first and may raise instead. Whoever catches errors sets sched.plain_errors for that time.';
