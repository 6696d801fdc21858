create or replace function sched_engine.webhook_url_problem(p_url text, out problem text, out remedy text)
language plpgsql
stable
set search_path = pg_catalog, pg_temp
as $$
declare
    v_parts constant text[] := regexp_match(
        p_url, '^https?://(\[[0-9A-Fa-f:.]{2,45}\]|[A-Za-z0-9._-]{1,254})(?::([1-9][0-9]{0,4}))?(?:[/?#][^[:space:][:cntrl:]]*)?$'
    );
    v_host constant text := lower(v_parts[1]);
    v_is_address constant boolean := v_host ~ '^\[|(^|\.)([0-9]+|0x[0-9a-f]*)\.?$';
    v_octet constant text := '(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])';
    v_label constant text := '[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?';
    v_form constant text := case
        when v_is_address then format('^(\[.*:.*\]|(%1$s\.){3}%1$s)$', v_octet) else format('^(%1$s\.)*%1$s\.?$', v_label)
    end;
    v_address inet;
begin
    if v_host ~ v_form and (not v_is_address or pg_input_is_valid(trim('[]' from v_host), 'inet'))
        and coalesce(v_parts[2], '80')::integer < 65536 and length(p_url) <= 2000 then
        v_address := case
            when v_is_address then trim('[]' from v_host)::inet
            when v_host ~ '(^|\.)localhost\.?$' then '127.0.0.1'::inet
        end;
        if not sched_engine.is_public_address(v_address)
            and not exists (select from sched.relay_networks as n where v_address <<= n.network) then
            problem := format('its url leads to %s, which is not a public address', host(v_address));
            remedy := format('If that is intended, start the relay with SCHED_RELAY_ALLOW=%s or the network around it, then register again.',
                host(v_address));
        end if;
    else
        problem := 'its url must be http or https with a plain host, of 2000 characters at most';
        remedy := 'The host is a name in ASCII (xn--... for any other), an IPv4 address as four decimal numbers, or an IPv6 '
            'address in brackets; without a user name, password, zone or percent signs. https://mes.example.com:8443/hook';
    end if;
end
$$;

comment on function sched_engine.webhook_url_problem(text) is
    'What is wrong with the URL of a webhook, and the remedy; null when nothing is. Its host must be written so that no HTTP
client can understand another one, and an address must be public or in one of sched.relay_networks. Names are looked up and checked by
the relay, whenever it connects.';
