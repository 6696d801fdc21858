begin;
select plan(14);

-- Demand by place, supply by staff, requirement of each place, and the edges (place, staff): by hand.
create function pg_temp.told(
    p_demand integer[], p_supply integer[], p_requirements integer[], p_places integer[], p_staff integer[]
) returns text language sql as $$
    select format('%s / %s / %s', m.required, m.present, m.surplus)
    from sched_engine.matched_people(p_demand, p_supply, p_requirements, p_places, p_staff) as m
$$;

select is(pg_temp.told('{1}', '{1}', '{1}', '{1}', '{1}'), '{1} / {1} / {0}', 'one for one');
select is(pg_temp.told('{1}', '{0}', '{1}', '{1}', '{1}'), '{1} / {0} / {0}', 'nobody there');
select is(pg_temp.told('{2}', '{5}', '{1}', '{1}', '{1}'), '{2} / {2} / {3}', 'three to spare');
select is(pg_temp.told('{1}', '{3}', '{1}', '{}', '{}'), '{1} / {0} / {0}', 'somebody there who cannot');
select is(pg_temp.told('{0}', '{3}', '{1}', '{1}', '{1}'), '{0} / {0} / {0}', 'nothing to spare where nobody is required');
-- One person, two qualifications, two requirements: counted once, for the first.
select is(pg_temp.told('{1,1}', '{1}', '{1,2}', '{1,2}', '{1,1}'), '{1,1} / {1,0} / {0,0}', 'a person counts once');
-- The first could have either; the second only staff 1: the first takes staff 2.
select is(
    pg_temp.told('{1,1}', '{1,1}', '{1,2}', '{1,1,2}', '{1,2,1}'), '{1,1} / {1,1} / {0,0}', 'the first leaves the only one to the second'
);
-- A chain: 1 has {1,2}, 2 has {2,3}, 3 has {3}: all can be served by moving along.
select is(
    pg_temp.told('{1,1,1}', '{1,1,1}', '{1,2,3}', '{1,1,2,2,3}', '{2,1,3,2,3}'), '{1,1,1} / {1,1,1} / {0,0,0}', 'along a chain'
);
-- Two places of one requirement; a person for one of them only.
select is(pg_temp.told('{1,1}', '{2}', '{1,1}', '{1}', '{1}'), '{2} / {1} / {0}', 'nobody stands in where they cannot');
-- What the first cannot have is not missing to the second.
select is(pg_temp.told('{3,1}', '{1,1}', '{1,2}', '{1,2}', '{1,2}'), '{3,1} / {1,1} / {0,0}', 'what is short leaves others alone');
-- To spare: whoever is idle, or sets somebody idle free by taking their place.
select is(
    pg_temp.told('{1,1}', '{1,2}', '{1,2}', '{1,2,2}', '{1,1,2}'), '{1,1} / {1,1} / {0,1}', 'the idle one can serve the second only'
);
select is(
    pg_temp.told('{1,1}', '{2,1}', '{1,2}', '{1,2,2}', '{1,1,2}'), '{1,1} / {1,1} / {1,1}', 'one to spare for both is told at both'
);
-- Two of 1, both able for 2 as well; 1 needs one: 2 gets the other, and nobody is to spare.
select is(
    pg_temp.told('{1,1}', '{2}', '{1,2}', '{1,2}', '{1,1}'), '{1,1} / {1,1} / {0,0}', 'nobody is taken from elsewhere'
);
select is(
    pg_temp.told('{2,2}', '{3,2}', '{1,2}', '{1,2,2}', '{1,1,2}'), '{2,2} / {2,2} / {1,1}', 'kinds of several people'
);

select * from finish();
rollback;
