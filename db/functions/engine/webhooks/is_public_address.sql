create or replace function sched_engine.is_public_address(p_address inet)
returns boolean
language sql
immutable
parallel safe
set search_path = pg_catalog, pg_temp
as $$
    select case family(p_address)
        when 4 then not p_address <<= any('{
            0.0.0.0/8, 10.0.0.0/8, 100.64.0.0/10, 127.0.0.0/8, 168.63.129.16, 169.254.0.0/16, 172.16.0.0/12, 192.0.0.0/24,
            192.0.2.0/24, 192.31.196.0/24, 192.52.193.0/24, 192.88.99.0/24, 192.168.0.0/16, 192.175.48.0/24, 198.18.0.0/15,
            198.51.100.0/24, 203.0.113.0/24, 224.0.0.0/4, 240.0.0.0/4
        }'::inet[])
        else p_address <<= '2000::/3'
            and not p_address <<= any('{2001::/23, 2001:db8::/32, 2002::/16, 2620:4f:8000::/48, 3fff::/20}'::inet[])
            -- ISATAP: the IPv4 address behind it is where it leads
            and substring(inet_send(p_address) from 13 for 4) not in ('\x00005efe', '\x02005efe')
    end
$$;

comment on function sched_engine.is_public_address(inet) is
    'Whether an address is an ordinary one of the internet: in none of IANA''s registries of special-purpose addresses, not what
a cloud answers its machines from, and no IPv6 address around an IPv4 one. The relay (guard.py) knows the same.';
