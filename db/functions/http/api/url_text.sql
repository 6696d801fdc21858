create or replace function sched_http.url_text(p_part text)
returns text
language sql
immutable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
    select coalesce(
        convert_from(string_agg(
            case when m.parts[1] is null then convert_to(m.parts[2], 'UTF8') else decode(m.parts[1], 'hex') end,
            '' order by m.nr
        ), 'UTF8'),
        ''
    )
    from regexp_matches(replace(p_part, '+', ' '), '%([0-9a-fA-F]{2})|(%|[^%]+)', 'g') with ordinality as m (parts, nr)
$$;

comment on function sched_http.url_text(text) is
    'A name or a value as it stands in the query of an address, without its percent signs.';
