select network, told_at from sched.relay_networks where false;
