-- The shipped calendars go, with their holidays and with what resources were assigned of them.
set local role sched_owner;

with shipped as (
    select id
    from sched.holiday_calendars
    where calendar_code in (
        'ZA', 'US', 'US-AK', 'US-AL', 'US-AR', 'US-AZ', 'US-CA', 'US-CO', 'US-CT', 'US-DC', 'US-DE', 'US-FL',
        'US-GA', 'US-HI', 'US-IA', 'US-ID', 'US-IL', 'US-IN', 'US-KS', 'US-KY', 'US-LA', 'US-MA', 'US-MD',
        'US-ME', 'US-MI', 'US-MN', 'US-MO', 'US-MS', 'US-MT', 'US-NC', 'US-ND', 'US-NE', 'US-NH', 'US-NJ',
        'US-NM', 'US-NV', 'US-NY', 'US-OH', 'US-OK', 'US-OR', 'US-PA', 'US-RI', 'US-SC', 'US-SD', 'US-TN',
        'US-TX', 'US-UT', 'US-VA', 'US-VT', 'US-WA', 'US-WI', 'US-WV', 'US-WY', 'GB', 'GB-ENG', 'GB-NIR',
        'GB-SCT', 'GB-WLS', 'CA', 'CA-AB', 'CA-BC', 'CA-MB', 'CA-NB', 'CA-NL', 'CA-NS', 'CA-NT', 'CA-NU',
        'CA-ON', 'CA-PE', 'CA-QC', 'CA-SK', 'CA-YT'
    )
),

unassigned as (
    delete from sched.resource_calendar_assignments
    where calendar_id in (select shipped.id from shipped)
)

delete from sched.holiday_calendars
where id in (select shipped.id from shipped);
