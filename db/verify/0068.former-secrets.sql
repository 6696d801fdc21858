select subscription_id, secret, signs_until
from sched.webhook_former_secrets
where false;
