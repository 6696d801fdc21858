create or replace function sched_http.given_pattern(
    p_id bigint, p_code text, p_old_id bigint default null, p_old_code text default null
)
returns bigint
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
    select set_config('sched.offers', 'simple', true);
    select
        sched_http.agreed_id('pattern', g.id, g.code, case
            when g.code is not null then sched_engine.pattern_id(g.code)
            when g.id = p_old_id then g.id
            else (select p.id from sched_engine.offered_patterns as p where p.id = g.id)
        end)
    from sched_http.given_key('pattern', p_id, p_code, p_old_id, p_old_code) as g
$$;

comment on function sched_http.given_pattern(bigint, text, bigint, text) is
    'The pattern that a request means by an id, a code or both; when a row is changed, what it had before comes last.
SC016: neither, or two different ones. SC001: there is none; built-in patterns that are not simple are not of api_v1.';
