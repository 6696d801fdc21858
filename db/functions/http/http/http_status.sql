create or replace function sched_http.http_status(p_code text)
returns integer
language sql
immutable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
    select case
        when p_code in ('SC001', 'SC020', 'SC021') then 404
        when p_code in (
            'SC005', 'SC007', 'SC010', 'SC011', 'SC015', 'SC017', 'SC022', 'SC026', 'SC028', 'SC050',
            '23503', '23505', '23P01', '55P03'
        ) then 409
        when p_code in ('SC013', '42501') then 403
        when p_code in ('SC014') then 401
        when p_code in ('57014') then 413
        else 400
    end
$$;

comment on function sched_http.http_status(text) is
    'The HTTP status of an error of this system: 404 unknown, 409 contradicts what is stored or what others are doing,
403 not permitted, 401 without or with a bad key or token, 413 asks for more than there is time for, else 400.';
