create or replace function sched_http.openapi_filter_schemas()
returns table (component text, schema jsonb)
language sql
stable
set search_path = pg_catalog, pg_temp
as $$
    with kinds (kind, operators, states, value) as (
        values
        ('integer', '', '', '-?[0-9]{1,18}'),
        ('number', '', '', '-?[0-9]{1,18}([.][0-9]{1,9})?'),
        ('boolean', '', '|true|false|unknown', '(true|false)'),
        ('date', '', '', '[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])'),
        (
            'date-time', '', '',
            '[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])'
            '(T([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.][0-9]{1,6})?)?(Z|[+-][01][0-9]:[0-5][0-9])?)?'
        ),
        ('text', '|like|ilike|match|imatch', '', '[^(),{}"]*')
        union all
        select e.typname, '', '', '(' || array_to_string(e.labels, '|') || ')'
        from sched_http.openapi_enums as e
    )

    select
        'filter.' || k.kind,
        jsonb_build_object(
            'type', 'string',
            'description', format(
                'operator.value: %s, in.(a,b), is.null%s. Preceded by not. it is negated.',
                replace(o.operators, '|', ', '), replace(k.states, '|', ', is.')
            ),
            'pattern', format(
                '^(not[.])?((%1$s)[.]%2$s|(%1$s)[(](any|all)[)][.][{]%2$s(,%2$s)*[}]'
                '|in[.][(]%2$s(,%2$s)*[)]|is[.](null%3$s))$',
                o.operators, k.value, k.states
            )
        )
    from kinds as k
    cross join lateral (select 'eq|neq|gt|gte|lt|lte|isdistinct' || k.operators as operators) as o
    union all
    select
        'filter.array',
        jsonb '{
            "type": "string", "pattern": "^(not[.])?((cs|cd|ov|eq|neq)[.][{].*[}]|is[.]null)$",
            "description": "operator.value: cs (contains), cd (is contained in), ov (overlaps), eq or neq, or is.null."
        }'
    union all
    select 'filter.other', jsonb '{"type": "string", "description": "operator.value, or is.null."}'
$$;

comment on function sched_http.openapi_filter_schemas() is
    'The components that describe filters on the columns of views, by the kind of the values.';
