create or replace function sched_engine.abbreviated_city(p_abbreviation text)
returns text
language sql
immutable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
    select a.city
    from (
        values
        ('{CST,CDT,CT}', 'America/Chicago'), ('{EST,EDT,ET}', 'America/New_York'), ('{MST,MDT,MT}', 'America/Denver'),
        ('{PST,PDT,PT}', 'America/Los_Angeles'), ('{AKST,AKDT}', 'America/Anchorage'), ('{AST,ADT}', 'America/Halifax'),
        ('{HST}', 'Pacific/Honolulu'), ('{BRT}', 'America/Sao_Paulo'), ('{BST}', 'Europe/London'),
        ('{WET,WEST}', 'Europe/Lisbon'), ('{EET,EEST}', 'Europe/Helsinki'), ('{MSK}', 'Europe/Moscow'),
        ('{CAT}', 'Africa/Maputo'), ('{EAT}', 'Africa/Nairobi'), ('{WAT}', 'Africa/Lagos'), ('{IST}', 'Asia/Kolkata'),
        ('{SGT}', 'Asia/Singapore'), ('{HKT}', 'Asia/Hong_Kong'), ('{JST}', 'Asia/Tokyo'), ('{KST}', 'Asia/Seoul'),
        ('{AEST,AEDT}', 'Australia/Sydney'), ('{AWST}', 'Australia/Perth'), ('{NZST,NZDT}', 'Pacific/Auckland')
    ) as a (abbreviations, city)
    where upper(p_abbreviation) = any(a.abbreviations::text[])
$$;

comment on function sched_engine.abbreviated_city(text) is
    'A city whose time people call by this abbreviation, as a suggestion only: of several, the best known. Null: none, or one
that is suggested anyway.';
