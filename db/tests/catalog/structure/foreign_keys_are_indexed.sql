-- Else deleting a parent reads the whole child, and joins have nothing to go by.
begin;
select plan(1);

select is_empty(
    $$select c.conrelid::regclass, c.conname
        from pg_constraint as c
        where c.contype = 'f' and c.connamespace = 'sched'::regnamespace
            and not exists (
                select from pg_index as i
                where i.indrelid = c.conrelid and i.indkey[0] = any(c.conkey)
            )$$,
    'each has an index that starts with one of its columns'
);

select * from finish();
rollback;
