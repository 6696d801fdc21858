set local role sched_owner;

drop view if exists api_v2.shift_offers cascade;
drop function if exists sched_engine.check_swaps_at_commit() cascade;
drop function if exists sched_engine.offer_shift(bigint, date, bigint);
drop function if exists sched_engine.offer_open_shift(
    bigint, text, text, text, sched.qualification_level, bigint, date
);
drop function if exists sched_engine.take_shift(bigint, bigint, date);
drop function if exists sched_engine.decide_offer(bigint, boolean);
drop function if exists sched_engine.withdraw_offer(bigint);
drop table sched.emp_shift_offers cascade;
delete from sched.system_configuration
where config_key = 'shift_offers_need_approval';
