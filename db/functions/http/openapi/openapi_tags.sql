create or replace function sched_http.openapi_tags()
returns table (nr integer, tag text, words text)
language sql
immutable
parallel safe
as $$
    -- In the order of the page; of those that match a name, the first by rank counts.
    values
    (1, 'Resources', 'resource'),
    (2, 'Patterns', 'pattern|rotation'),
    (3, 'Assignments', 'assign|inherit'),
    (4, 'Calendars', 'calendar|holiday'),
    (5, 'Exceptions', 'exception|occurrence'),
    (6, 'Schedules', 'schedule|job|generat|change|timeline|wait'),
    (7, 'OEE', 'oee|availab|status|production'),
    (8, 'Working time', 'work|next_|previous_'),
    (9, 'Preview', '^preview|what_if|proposal'),
    (10, 'Import and export', 'import|export|feed'),
    (11, 'Webhooks', 'webhook|deliver|endpoint'),
    (12, 'System', 'health|openapi|config|audit|api_key|finding|lint'),
    (13, 'Other', '')
$$;

comment on function sched_http.openapi_tags() is
    'The headings of the description of the HTTP API, and the words in the names of what belongs under them.';
