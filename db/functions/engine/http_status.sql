create or replace function sched_engine.http_status(p_code text)
returns integer
language sql
immutable
parallel safe
set search_path = ''
as $$
    select case
        when p_code in ('SC001') then 404
        when p_code in ('SC005', 'SC007', 'SC010', 'SC011', '23505') then 409
        when p_code in ('SC013', 'SC014') then 403
        else 400
    end
$$;

comment on function sched_engine.http_status(text) is
    'The HTTP status of an error of this system: 404 unknown, 409 contradicts what is stored, 403 not permitted, else 400.';
