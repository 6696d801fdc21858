-- What the roles may do stays: they belong to the whole server, and other databases may need it.
select 1 as nothing_to_do;
