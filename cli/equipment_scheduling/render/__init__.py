"""What a terminal shows: listings, drawings of a plan, rules in a planner's notation, what an edit would change.

Here belongs what turns rows into text for people and programs. It reads and changes nothing by itself; a command hands
over what is to be shown."""
