-- As the relay sends them: the body is the rows of a sheet, with the places that they have there.
begin;
select plan(4);
\ir ../../small_plant.psql

create function pg_temp.told(p_rows text, p_headers jsonb default '{}') returns jsonb language plpgsql as $$
declare
    v_detail text;
begin
    perform set_config('request.headers', (p_headers || '{"x-sheet": "true", "x-dry-run": "yes"}')::text, true);
    return sched_http.import_csv(p_rows, 'resources');
exception when others then
    get stacked diagnostics v_detail = pg_exception_detail;
    return coalesce(nullif(v_detail, '')::jsonb, to_jsonb(sqlstate));
end
$$;

select is(
    pg_temp.told('[{"line": 3, "cells": ["resource_code", "resource_name"]}, {"line": 7, "cells": ["LINE", "Another name"]}]')
    -> 'updated',
    '1', 'cells are taken as they are'
);
select is(
    pg_temp.told('[{"line": 3, "cells": ["resource_code", "resource_name"]},
        {"line": 7, "cells": ["LINE", "=A1"], "bad": {"2": {"message": "A formula.", "remedy": "Type it."}}}]')
    -> 0,
    '{"line": 7, "column_name": "resource_name", "value": "=A1", "message": "A formula.", "remedy": "Type it."}',
    'what is wrong with a cell is told at its place'
);
select is(pg_temp.told('[]') #>> '{0,message}', 'The file is empty.', 'nothing to import is refused last');
select is(pg_temp.told('[]', '{"x-default-date": "soon"}'), '"SC004"', 'after the options');

select finish();
rollback;
