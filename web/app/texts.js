// Every English text of the page. Dates and numbers follow the browser's locale.
import { dateText, hoursText, numberText } from "./time.js";

/** @param {number} count @param {string} one @param {string} [many] */
export function counted(count, one, many = `${one}s`) {
  return `${numberText(count)} ${count === 1 ? one : many}`;
}

export const texts = {
  product: "Equipment Scheduling System",
  /** @param {string} when */
  printed: (when) => `Printed ${when}`,
  api: {
    /** @param {number} status */
    failed: (status) => `The request failed (${status}).`,
    unreachable: "The server does not answer.",
    unreachableHint: "Check the connection, and whether the system runs.",
  },
  signIn: {
    title: "Sign in",
    key: "API key or token",
    hint: "An administrator makes keys: sched keys create NAME --role planner. The key is kept until this tab is closed.",
    go: "Sign in",
    expired: "The key is no longer accepted. Sign in again.",
    out: "Sign out",
  },
  /** @type {Record<string, string>} */
  views: {
    plan: "Plan", patterns: "Patterns", calendars: "Calendars", exceptions: "Exceptions", generate: "Generate",
    import: "Import", webhooks: "Webhooks", findings: "Findings", changes: "Changes", people: "People",
  },
  actions: {
    save: "Save", cancel: "Cancel", close: "Close", retry: "Try again", undo: "Undo", remove: "Remove", edit: "Edit",
    add: "Add", print: "Print", preview: "Preview", search: "Search", back: "Back",
  },
  /** @type {Record<string, string>} */
  live: { live: "Live", waiting: "Reconnecting …" },
  /** @type {Record<string, string>} */
  theme: { dark: "Dark", light: "Light", title: "Colours" },
  /** @type {Record<string, string>} */
  status: {
    operating: "Operating", reduced: "Reduced", maintenance: "Maintenance", breakdown: "Breakdown", shutdown: "Shutdown",
    holiday: "Holiday", not_planned: "Not planned", not_generated: "Not generated",
  },
  /** @type {Record<string, string>} */
  kinds: {
    enterprise: "Enterprise", site: "Site", area: "Area", work_center: "Work centre", work_unit: "Work unit",
  },
  /** @type {Record<string, string>} */
  roles: { viewer: "Viewer", planner: "Planner", admin: "Administrator", oee_reader: "OEE reader", workforce_viewer: "Workforce viewer", workforce_planner: "Workforce planner", hr: "Human resources", employee: "Employee" },
  plan: {
    tree: "Plant",
    search: "Search machines (/)",
    nothing: "Nothing matches.",
    empty: "No machines are planned below this resource.",
    /** @type {Record<string, string>} */
    ranges: { day: "Day", week: "Week", month: "Month", quarter: "Quarter" },
    today: "Today", earlier: "Earlier", later: "Later",
    clock: "Clock",
    own: "Each machine's own",
    hours: "Hours",
    /** @param {number} machines */
    machines: (machines) => counted(machines, "machine"),
    /** @param {number} hours */
    total: (hours) => `${hoursText(hours)} h planned`,
    stale: "An edit waits to be applied: what is shown may change.",
    machine: "Machine",
    idle: "Nothing runs in these days by the plan.",
    /** @param {number} most @param {number} all */
    printed: (most, all) => `Only the first ${numberText(most)} of ${numberText(all)} machines are printed: choose a smaller part of the plant.`,
    /** @param {string[]} zones @param {number} all */
    ownClocks: (zones, all) => `Each machine by its own clock: ${zones.join(", ")}${all > zones.length ? ` and ${numberText(all - zones.length)} more` : ""}`,
    usePrint: "To print the plan use the button Print, which draws all its machines.",
  },
  start: {
    title: "There are no machines to plan yet", resources: "Import the resources: the plant, its areas and machines, with their time zones",
    patterns: "Look through the patterns, or write one, and assign one to the plant", calendars: "Assign the calendar of holidays",
    generate: "Generate the plan", byAdministrator: "(an administrator does)",
    /** @param {number} count */
    noneIsPlanned: (count) => `${counted(count, "resource is", "resources are")} there, and none is to be planned: in the file, requires_scheduling has to be true for each machine. Import it again with that.`,
    ask: "A planner imports them, assigns patterns and generates the plan. Then it is shown here.",
  },
  exceptions: {
    state: "State", text: "Description", time: "From and to", actions: "Open", open: "open end", chooseFirst: "Choose a resource first.", showAll: "Show all",
    states: /** @type {Record<string, string>} */ ({ "": "Ahead", planned: "Planned", in_force: "In force", past: "Past", cancelled: "Cancelled", all: "All" }),
    /** @param {number} percent */
    reduced: (percent) => `Runs at ${percent} %`,
    /** @param {number} minutes */
    shifted: (minutes) => `Shifts ${Math.abs(minutes)} min ${minutes < 0 ? "earlier" : "later"}`,
    /** @param {string} id */
    one: (id) => `Exception ${id} only.`,
  },
  findings: {
    about: "What the rules allow, but hardly anybody means: of the months ahead.",
    nothing: "Nothing looks like a mistake.",
    severity: "Severity", where: "Where", what: "What was found, and what to do", code: "Code",
    severities: /** @type {Record<string, string>} */ ({ error: "Errors", warning: "Warnings", info: "Notes" }),
    subjects: /** @type {Record<string, string>} */ ({
      resource: "Resource", pattern: "Pattern", calendar: "Calendar", exception: "Exception", team: "Team", employee: "Person",
      "work rule": "Work rule", "roster change": "Roster change", roster: "Roster",
    }),
    /** @param {number} count */
    more: (count) => `${counted(count, "more finding")}: filter to see them.`,
    atCommandLine: "At the command line:",
    // What to do on the page: a link, and what follows it. Without a link it is done at the command line only.
    remedies: /** @type {Record<string, [string, string]>} */ ({
      "LINT-001": ["Assign a pattern", " to it or above it, or import it as a resource that is not planned."],
      "LINT-002": ["Assign a pattern", " from the first of these dates on."],
      "LINT-003": ["Enter the holidays", " of the years ahead, unless there are to be none."],
      "LINT-004": ["Cancel the exception", ", or correct its resource or times."],
      "LINT-006": ["Change its times", " or those of the other one, or cancel one of them."],
      "LINT-008": ["", "Remove the assignment, or those below it."],
      "LINT-010": ["", "Ask an administrator to check that the relay is running, and to refresh the plan."],
      "LINT-012": ["Remove the entry that is wrong", ", or enter the working day in a calendar of higher priority."],
      "LINT-013": ["Assign a calendar", ": one without entries if there are to be no holidays."],
      "LINT-020": ["Take the change back", ", or correct it."],
      "LINT-021": ["Take the change back", ", or find somebody else."],
      "LINT-022": ["", "Put them into a team, or deactivate them."],
      "LINT-023": ["", "Give the team a pattern, or move its people."],
      "LINT-024": ["", "Renew the qualifications."],
      "LINT-025": ["", "Ask an administrator to check that the relay is running, and to refresh the rosters."],
      "LINT-026": ["See the shifts that break it", ", and change them, or the rule."],
      "LINT-027": ["See the shifts that break it", ", and change them, or the rule."],
      "LINT-028": ["See the shifts that break it", "; change them, or the rule, where they are not meant."],
    }),
  },
  generate: {
    part: "Part of the plant", from: "From", to: "To", how: "What is generated",
    hows: { missing: "Only what is missing", anew: "Everything anew" },
    missingHint: "Dates that have a plan stay as they are.",
    anewHint: "What differs from the present patterns, calendars and exceptions is changed too; shifts that have begun only by exceptions.",
    holidays: "Keep holidays", past: "Change what is past as well",
    pastHint: "The plan of the past is what was reported to others. Change it only to correct a mistake.",
    backwards: "The last date is before the first.",
    go: "Generate", running: "Generating …", later: "In the background, as a job that can be watched and cancelled",
    /** @param {number} machines @param {number} days */
    size: (machines, days) => `${counted(machines, "machine")}, ${counted(days, "day")}.`,
    /** @param {number} job */
    queued: (job) => `Job ${job} begins.`,
    /** @param {Record<string, number>} told */
    done: (told) => `Generated: ${numberText(told.inserted)} rows added, ${numberText(told.updated)} changed, ${numberText(told.deleted)} removed, ${numberText(told.unchanged)} as they were.`,
    jobs: "Background jobs", noJobs: "No job has run lately. Large generations become jobs.",
    /** @param {number} id */
    job: (id) => `Job ${id}`,
    /** @param {number} id */
    cancelled: (id) => `Job ${id} is cancelled. What is done stays.`,
    states: /** @type {Record<string, string>} */ ({ queued: "Queued", running: "Running", completed: "Done", failed: "Failed", cancelled: "Cancelled" }),
    /** @param {number} percent @param {number} done @param {number} all */
    progress: (percent, done, all) => `${percent} % · ${numberText(done)} of ${counted(all, "machine")}`,
    /** @param {string} when */
    until: (when) => `· done about ${when}`,
    /** @param {number} machines */
    machineCount: (machines) => counted(machines, "machine"),
    result: /** @type {[string, string][]} */ ([["inserted", "Rows added"], ["updated", "changed"], ["deleted", "removed"], ["unchanged", "as they were"]]),
    noMachines: "There are no machines to plan here. Those that are imported with requires_scheduling are.",
    nothingToDo: "Nothing: the plan is there already, and as it should be.", conflict: "It cannot be generated",
    /** @param {number} looked @param {number} all */
    nothingInPart: (looked, all) => `Nothing for the ${counted(looked, "machine")} that ${looked === 1 ? "was" : "were"} looked at, spread evenly over the ${numberText(all)}.`,
    /** @param {number} looked @param {number} all */
    partOnly: (looked, all) => `These numbers are of ${counted(looked, "machine")}, spread evenly over the ${numberText(all)}: in all it is about ${numberText(Math.round(all / looked))} times as much.`,
    /** @param {number} count */
    mostChanges: (count) => (count === 1 ? "The machine" : `The ${numberText(count)} machines with the most changes`),
    reach: "How far the plan reaches", nothingYet: "Nothing has been generated yet.",
    /** @param {string} date */
    through: (date) => `Every machine that has a plan is planned until ${dateText(date, { dateStyle: "full" })}.`,
    machines: "Machines with a plan",
    /** @param {number} planned @param {number} all */
    ofMachines: (planned, all) => `${numberText(planned)} of ${numberText(all)}`,
    span: "Dates", last: "Last generated", current: "Edits", isCurrent: "All are in the plan.", lock: "Locked until",
    /** @param {number} edits */
    waiting: (edits) => `${counted(edits, "edit")} waiting to be applied.`,
    byMachine: "Where it ends first", hours: "Hours",
  },
  import: {
    what: "What is imported", file: "File", line: "Line", blank: "(blank)", checking: "Looking through it …", go: "Import", imported: "Imported.",
    kinds: { resources: "Resources", patterns: "Patterns", calendars: "Calendars", exceptions: "Exceptions" },
    fileHint: "An Excel workbook (.xlsx), or CSV in UTF-8, separated by commas, semicolons or tabs. It is looked through first; nothing is stored yet.",
    date: "First date of patterns", dateHint: "Of those for which the file has none", replace: "Change patterns that exist already",
    sheet: "Sheet",
    /** @param {number} count */
    rows: (count) => counted(count, "row"),
    fine: "Nothing is wrong. What it would do:", nothing: "Nothing, all is as in the file.",
    counts: /** @type {Record<string, string>} */ ({
      inserted: "Added", added: "Added", updated: "Changed", unchanged: "As they were", patterns_assigned: "Patterns assigned",
      calendars_assigned: "Calendars assigned", changed: "Changed", removed: "Removed", manual: "Made by hand, kept",
    }),
    outcomes: /** @type {Record<string, string>} */ ({ created: "added", replaced: "changed", unchanged: "as it was" }),
    /** @param {number} count */
    rules: (count) => counted(count, "rule"),
    /** @param {number} count */
    wrong: (count) => `${counted(count, "problem")}: nothing can be imported until ${count === 1 ? "it is" : "they are"} corrected in the file.`,
    allRows: "Show all rows",
    /** @param {number} count */
    more: (count) => `${counted(count, "more row")}.`,
    /** @param {number} line */
    lineNr: (line) => `Line ${line}`,
    template: "Columns of the file", download: "Download an empty file", downloadWorkbook: "Excel workbook to fill in", column: "Column", isRequired: "Required", meaning: "Meaning", example: "Example",
    about: {
      resources: "Resources that are new are added, others are changed where they differ, and those not in the file stay. A column that the file does not have leaves things as they are.",
      patterns: "A row for each shift or break; the first four columns are repeated in each row of a pattern.",
      calendars: "A row for each entry. Entries that were imported before for the years in the file are replaced; those made by hand stay.",
      exceptions: "A row for each exception. One that is there already is not added again.",
    },
    columns: /** @type {Record<string, string[][]>} */ ({
      resources: [
        ["resource_code", "yes", "Unique code, without comma and semicolon", "JHB-M9"], ["resource_name", "for new ones", "Name", "Press 9"],
        ["resource_type", "for new ones", "enterprise, site, area, work_center or work_unit", "work_unit"],
        ["parent_code", "below the top", "What it belongs to, in this file or there already", "JHB-L9"],
        ["time_zone", "at the top", "Zone by the name of a city; blank: that of the parent", "Africa/Johannesburg"],
        ["requires_scheduling", "no", "Whether it is planned: true or false", "true"], ["is_active", "no", "false: kept, not planned", "true"],
        ["pattern_code", "no", "Pattern of it and of all below it that have none of their own", "TWO_SHIFT"],
        ["pattern_effective_date", "no", "First date of the pattern", "2027-02-01"], ["calendar_codes", "no", "Calendars by priority, separated by semicolons", "ZA;PLANT"],
      ],
      patterns: [
        ["pattern_code", "yes", "Code of the pattern", "SATURDAY"], ["pattern_name", "yes", "Name", "Saturday only"], ["cycle_days", "yes", "Length of the cycle, 1 to 366", "7"],
        ["cycle_day", "yes", "Day of the cycle from 0; in a weekly pattern 0 is Sunday", "6"], ["start_time", "yes", "Time of the clock", "06:00"],
        ["end_time", "yes", "An end not after the start is on the next day; the end of the day is 24:00", "14:00"],
        ["is_operating", "no", "false: a break", "true"], ["shift_code", "no", "At most 10 characters; none for a break", "D"],
      ],
      calendars: [
        ["calendar_code", "yes", "Code of the calendar", "PLANT"], ["calendar_name", "yes", "Name", "Plant holidays"], ["holiday_date", "yes", "Date; blank: only the calendar is made", "2027-12-24"],
        ["holiday_name", "yes", "Name of the day", "Christmas Eve"], ["country_code", "no", "Country, two letters", "ZA"], ["region", "no", "Part of the country", "GP"],
        ["start_time", "no", "For a part of the day", "12:00"], ["end_time", "no", "For a part of the day", "24:00"], ["affects_scheduling", "no", "false: the plant works on this date", "true"],
      ],
      exceptions: [
        ["resource_code", "yes", "The resource; it holds for all below it too", "JHB-M1"], ["exception_type", "yes", "maintenance, breakdown, shutdown, holiday or other", "maintenance"],
        ["start_local", "yes", "Time of the clock of the resource", "2027-03-20 10:00"], ["description", "yes", "What happens", "Oil change"],
        ["end_local", "no", "First moment back to normal; blank: until it is closed", "2027-03-20 12:00"], ["impact_type", "no", "no_operation or reduced", "reduced"],
        ["capacity_percent", "for reduced", "1 to 99", "50"],
      ],
    }),
  },
  machine: {
    why: "Why",
    next: "Next",
    exceptions: "Exceptions", assignments: "Patterns", calendars: "Calendars", history: "History",
    ask: "Click on a moment of the timeline to see why it is planned as it is.",
    none: "None.",
    planStop: "Plan a stop",
    open: "Open",
    known: "The plan of these days as it was known at", notKnown: "These days were not planned yet.",
    /** @param {string} by @param {string} on */
    entered: (by, on) => `Entered by ${by}, ${on}`,
    /** @param {number} count */
    overruled: (count) => `${counted(count, "rule")} overruled`,
  },
  exception: {
    add: "Plan a stop or extra time", edit: "Exception", kind: "Kind", what: "What happens", start: "From", end: "To",
    openEnd: "Open end (until it is closed)", description: "Description", capacity: "Capacity in percent",
    shifted: "Shift by minutes", code: "Shift code", repeat: "Repeat",
    /** @type {Record<string, string>} */
    kinds: {
      maintenance: "Maintenance", breakdown: "Breakdown", shutdown: "Shutdown", overtime: "Overtime", holiday: "Holiday",
      other: "Other",
    },
    /** @type {Record<string, string>} */
    impacts: { no_operation: "Stands still", reduced: "Runs at less", shifted: "Shifts begin earlier or later", additional: "Runs longer" },
    cancelIt: "Cancel the exception", closeIt: "End it now",
    fromAbove: "This stop is of a level above what your key is limited to: somebody without that limit can change it.",
    saved: "Saved.", cancelled: "Cancelled.", undone: "Undone.",
    zone: "Times of the clock in",
  },
  preview: {
    title: "What it changes",
    asking: "Working it out …",
    nothing: "Nothing changes in the period that was looked at.",
    lostHours: "lost", gainedHours: "won",
    /** @param {number} count */
    machines: (count) => (count === 1 ? "machine" : "machines"),
    conflict: "It cannot be saved",
    /** @param {string} from @param {string} to */
    period: (from, to) => `Looked at ${dateText(from)} to ${dateText(to)}.`,
  },
  assign: {
    title: "Assign a pattern", pattern: "Pattern", from: "From", to: "To (empty: until replaced)",
    /** @param {number} machines */
    below: (machines) => `It holds for ${counted(machines, "machine")}, but for those with a pattern of their own.`,
    /** @param {string} pattern @param {string} resource */
    saved: (pattern, resource) => `${resource} follows ${pattern}.`,
  },
  recurrence: {
    never: "Once", interval: "Every how many", last: "Last day", day: "Day", sameDay: "The same day of the month",
    days: ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"],
    /** @param {string} every @param {number} interval */
    each: (every, interval) => {
      const unit = { DAILY: "day", WEEKLY: "week", MONTHLY: "month" }[every] || every;
      return interval > 1 ? `Every ${interval} ${unit}s` : `Every ${unit}`;
    },
    /** @param {string[]} days */
    on: (days) => ` on ${days.join(", ")}`,
    /** @param {string} nth @param {string} day */
    nth: (nth, day) => ` on the ${{ 1: "first", 2: "second", 3: "third", 4: "fourth", "-1": "last" }[nth] || nth} ${day}`,
    /** @param {string} date */
    until: (date) => ` until ${dateText(date, { dateStyle: "medium" })}`,
  },
  changes: {
    of: { plan: "The plan", edits: "Edits" },
    kinds: /** @type {Record<string, string>} */ ({ generated: "Generated", changed: "Changed", removed: "Removed", cleared: "Cleared" }),
    from: "Business dates from", to: "To", kind: "Kind", nobody: "unknown", gone: "a resource that is gone",
    rows: "Before and after", before: "Before", after: "After", nothing: "Nothing was planned.",
    statuses: /** @type {Record<string, string>} */ ({
      operating: "Operating", maintenance: "Maintenance", breakdown: "Breakdown", shutdown: "Shutdown", holiday: "Holiday",
      overtime: "Overtime", other: "Other",
    }),
    runs: /** @type {Record<string, string>} */ ({ generate: "The plan was generated", regenerate: "The plan was generated anew", clear: "The plan was cleared" }),
    noHolidays: "without holidays",
    tables: /** @type {Record<string, string>} */ ({
      schedule_exceptions: "Exception", resource_pattern_assignments: "Pattern assignment", operating_patterns: "Pattern",
      pattern_rules: "Pattern rule", holiday_calendars: "Calendar", holidays: "Holiday", resource_calendar_assignments: "Calendar assignment",
      resources: "Resource", webhook_subscriptions: "Webhook", system_configuration: "Setting", api_keys: "API key",
      emp_employees: "Person", emp_teams: "Team", emp_team_assignments: "Team member", emp_team_resources: "Resource of a team",
      emp_resource_qualifications: "Qualification", emp_absences: "Absence", emp_roster_changes: "Roster change",
      emp_requirements: "Requirement", emp_departments: "Department", emp_positions: "Position",
      emp_shift_offers: "Shift offer", emp_work_rules: "Work rule", emp_resource_assignments: "Assignment to a resource", emp_suggestions: "Suggestion",
    }),
    actions: /** @type {Record<string, string>} */ ({ INSERT: "entered", UPDATE: "changed", DELETE: "removed" }),
    /** @param {number} count */
    more: (count) => `and ${numberText(count)} more`,
    table: "What", by: "Who", when: "When", what: "What", columns: "Columns", editedFrom: "Edited from", editedTo: "To",
    logIsEmpty: "A key that is limited to a part of the plant sees no edits.",
    /** @param {number} count */
    count: (count) => counted(count, "column"),
  },
  people: {
    of: { coverage: "Coverage", rosters: "Rosters", rules: "Work rules" }, coverage: "Coverage", gaps: "Gaps", rosters: "Rosters", thisWeek: "This week", thisMonth: "This month", range: "Days",
    ranges: /** @type {Record<string, string>} */ ({ week: "Week", fortnight: "Two weeks", month: "Month" }),
    below: "Part of the plant", level: "Level", onlyMissing: "Only where people are missing", missingHours: "Hours missing",
    heatHint: "How many people are missing at once, at most. A dot: nobody is required. Choose a cell to see when, why, and who could come in.",
    nobodyRequired: "Nobody is required at this level in this week.", noneMissing: "Nobody is missing.", nobodyThen: "Nobody is required",
    /** @param {number} most @param {number} missing @param {number} required */
    told: (most, missing, required) => (most ? `${counted(most, "person", "people")} missing at once, ${hoursText(missing)} of ${hoursText(required)} h`
      : `enough people, ${hoursText(required)} h`),
    /** @param {{head_count: number, per: string, shift_code: string | null, min_level: string | null, position_code: string | null, machines_per_person: number}} asked
     * @param {string} code */
    requirement: (asked, code) => [
      counted(asked.head_count, "person", "people"), asked.position_code && `of position ${asked.position_code}`,
      asked.min_level && `with level ${asked.min_level}`, asked.per === "machine" && asked.machines_per_person > 1 && `for every ${asked.machines_per_person} machines`,
      asked.per === "machine" && asked.machines_per_person === 1 && "at each machine", `· ${code}`, asked.shift_code && `· shift ${asked.shift_code}`,
    ].filter(Boolean).join(" "),
    /** @param {number} present @param {number} required */
    present: (present, required) => `${numberText(present)} of ${numberText(required)} there`,
    why: "Why", whyAndWho: "Why, and who could come", onlyCounts: "Who they are is shown to whoever may see people.",
    counted: "Counted", nobody: "nobody",
    /** @param {number} count */
    notCounted: (count) => `${counted(count, "person", "people")} not counted, and why`,
    who: "Who could come in, whom to ask first", nobodyCould: "Nobody could.",
    /** @param {number} hours */
    hours: (hours) => `${hoursText(hours)} h in four weeks`,
    elsewhere: "works elsewhere",
    reasons: /** @type {Record<string, string>} */ ({
      on_shift: "Works already", absent: "Absent", not_qualified: "Not qualified", breaks_rule: "A work rule forbids it", available: "Available",
    }),
    team: "Team", person: "or person, by number", personColumn: "Person", hoursColumn: "Hours", chooseTeam: "Choose a team, or somebody by number.",
    noMembers: "Nobody is in this team in these days.", tooMuch: "This is too much for one sheet: choose fewer days, or one person.", changed: "changed",
    give: "Give the shift", offer: "Offer it to whoever is first", offerIt: "Offer", offers: "On offer", isOffered: "to be taken", approve: "Approve", withdraw: "Withdraw",
    offerHint: "Whoever is free and qualified may take it with a key of their own. Nothing changes in the rosters until then.",
    offered: "The shift is on offer.", withdrawn: "It is on offer no more.", approved: "It is in the rosters.", takeBack: "Take back", takenBack: "Taken back.", noShift: "no shift",
    /** @param {string} name */
    giveTo: (name) => `Give the shift to ${name}`,
    /** @param {string} name */
    given: (name) => `${name} has the shift.`,
    /** @param {string} number */
    takenBy: (number) => `taken by ${number}, to be approved`,
    /** @param {string} code */
    elsewhereHint: (code) => `They belong elsewhere, and are assigned to ${code} for this time.`,
    /** @param {string} number @param {string} date */
    takeBackOf: (number, date) => `Take back the change of ${number} on ${date}`,
    /** @param {string} from @param {string} to */
    inWeek: (from, to) => `in the week ${dateText(from)} to ${dateText(to)}`,
    rule: "Work rule", what: "What", when: "When", severity: "Effect", breaksRule: "A work rule is broken", noRules: "No work rule is switched on.", noBreaches: "No roster of this week breaks a rule.",
    severities: /** @type {Record<string, string>} */ ({ refuse: "refuses edits", warn: "warns", note: "is noted" }),
    /** @param {string} name @param {number} measured @param {string} operator @param {number} limit @param {boolean} isCount */
    breach: (name, measured, operator, limit, isCount) => `${name}: ${hoursText(measured)}${isCount ? "" : "\u00a0h"} instead of ${operator === "at_least" ? "at least" : "at most"} ${hoursText(limit)}${isCount ? "" : "\u00a0h"}`,
    /** @param {number} count */
    more: (count) => `${numberText(count)} more: choose a rule to see them.`,
    /** @param {string} id */
    unknownChange: (id) => `There is no change of the roster ${id}.`,
    /** @param {string} number */
    unknown: (number) => `There is nobody with the number ${number}.`,
    /** @param {string} code */
    unknownTeam: (code) => `There is no team ${code}.`,
    /** @param {string} pattern */
    teamTold: (pattern) => `Works ${pattern}.`,
    /** @param {string} zone */
    clock: (zone) => `Times of the clock in ${zone}.`,
    statuses: /** @type {Record<string, string>} */ ({ scheduled: "Works", absent: "Absent", holiday: "Holiday", off: "Off" }),
    shortStatuses: /** @type {Record<string, string>} */ ({ absent: "abs", holiday: "hol", off: "off" }),
    noCode: "•", plusSign: "+ by a change", minusSign: "− in part",
    /** @param {string} code */
    onShift: (code) => `On ${code}`,
  },
  webhooks: {
    add: "Add a webhook", none: "No system is told of changes yet.",
    about: "Other systems are told of changes by a request that is signed, within moments of the change.",
    name: "Name", url: "Address", urlHint: "https://host/path. Addresses within a network have to be allowed to the relay (SCHED_RELAY_ALLOW).",
    events: "Events", allEvents: "All events", about2: "About", wholePlant: "The whole plant",
    resourceHint: "What concerns this resource, what is below it or above it; empty: the whole plant.",
    headers: "Further headers", headersHint: "A line each, as Name: value",
    secret: "Secret", secretHint: "It signs deliveries. Give it to the receiver now: it is not shown again.", newSecret: "Make a new secret",
    rotateHint: "From now on deliveries are signed with a new secret, and for a day with the one before too: the receiver may change at any time of it.",
    /** @param {string} until */
    rotated: (until) => `Give it to the receiver now: it is not shown again. Until ${until} deliveries are signed with the one before too.`,
    state: "State", actions: "Do", enable: "Switch on", disable: "Switch off", tryNow: "Try now", deliveries: "Deliveries",
    /** @type {Record<string, string>} */
    states: { ok: "Works", failing: "Failing", waiting: "Left alone for now", disabled: "Disabled", off: "Off" },
    /** @param {string} when */
    since: (when) => `since ${when}`,
    /** @param {string} when */
    pausedUntil: (when) => `tried again from ${when}`,
    nothingSent: "Nothing was sent yet.",
    /** @param {number | null} status @param {string} when */
    lastAnswer: (status, when) => `${status === null ? "no answer" : `answered ${status}`}, ${when}`,
    /** @param {number} count */
    pendingCount: (count) => `${counted(count, "delivery waits", "deliveries wait")}`,
    /** @param {number} count */
    failedCount: (count) => `${counted(count, "delivery was", "deliveries were")} given up`,
    /** @type {Record<string, string>} */
    deliveryStates: { pending: "Pending", failed: "Failed", delivered: "Delivered" },
    show: "Show", noDeliveries: "There are none.", event: "Event", happened: "Happened", answer: "Answer", noAnswer: "no answer", again: "Send again",
    /** @param {number} count */
    attempts: (count) => counted(count, "attempt"),
    soon: "is due", whenOn: "is sent when it is switched on",
    /** @param {string} when */
    nextAttempt: (when) => `next attempt ${when}`,
    ping: "Send a ping",
    /** @param {string} name */
    pinged: (name) => `A ping is sent to ${name}.`,
    /** @param {string} name */
    pingedOff: (name) => `A ping is sent to ${name} when it is switched on.`,
    replaySince: "Send again since …", sinceWhen: "Since", send: "Send",
    replayHint: "All events since this time that it is told of are sent again, with the numbers that they had. Events are kept for 30 days, unless the settings say otherwise.",
    /** @param {string} zone */
    zone: (zone) => `In the time zone of this computer, ${zone}.`,
    /** @param {{again: number, waiting: number, hurried: number, is_active: boolean}} done */
    replayed: ({ again, waiting, hurried, is_active: isActive }) => [
      `${counted(again, "event is", "events are")} sent again.`, waiting > 0 && `${counted(waiting, "event waited", "events waited")} already.`,
      hurried > 0 && `${counted(hurried, "delivery that waited is", "deliveries that waited are")} due now.`, !isActive && "It is switched off: they wait until it is on.",
    ].filter(Boolean).join(" "),
    /** @param {string} name */
    tried: (name) => `What waits for ${name} is sent now.`,
    removeHint: "Its deliveries go with it, and this cannot be undone. To keep them, switch it off instead.",
    /** @param {string} name */
    saved: (name) => `${name} is saved.`,
    /** @param {string} name */
    removed: (name) => `${name} is removed.`,
    /** @param {string} name */
    enabled: (name) => `${name} is told of events again.`,
    /** @param {string} name */
    disabled: (name) => `${name} is told no more. What it misses can be replayed.`,
    types: ["calendar.changed", "calendar.expiring", "coverage.gap_closed", "coverage.gap_opened", "exception.cancelled", "exception.created", "exception.updated", "job.finished", "pattern.assigned", "pattern.unassigned", "resource.changed", "roster.changed", "schedule.changed", "schedule.generated", "shift.offered", "shift.taken", "shift.withdrawn"],
  },
  work: {
    resource: "Resource", allOf: "All", filter: "Filter", dates: "Dates",
    pages: "Pages", newer: "‹ Back", older: "On ›",
    /** @param {number} nr */
    page: (nr) => `Page ${numberText(nr)}`,
    /** @param {string} code */
    unknown: (code) => `There is no resource ${code}.`,
    all: "All", none: "Nothing matches.", copy: "Copy", copied: "Copied.",
  },
  patterns: {
    search: "Search patterns", create: "New pattern", empty: "There are no patterns.", showHidden: "Hidden ones too",
    system: "Built in", own: "Own", isHidden: "hidden", isOffered: "offered to planners", perWeek: "averaged over the cycle, without breaks",
    /** @param {number} hours */
    weekly: (hours) => `${hoursText(hours)} h a week`,
    /** @param {number} days */
    cycle: (days) => (days === 7 ? "Weekly" : `Cycle of ${counted(days, "day")}`),
    /** @param {number} count */
    assignments: (count) => (count ? counted(count, "assignment") : "not assigned"),
    /** @param {string} date */
    anchored: (date) => `day 0: ${date}`,
    /** @param {number} day */
    dayOfCycle: (day) => `Day ${day}`,
    /** @param {number} day */
    day: (day) => `Day ${day}`,
    isToday: "of the cycle is today",
    rules: "Shifts and breaks", days: "Days", start: "From", end: "To", code: "Shift code", shortCode: "Code", hours: "Hours", isBreak: "Break",
    nextDay: "next day", plusDay: "+1 day", noShifts: "No shifts.", wallTime: "Times are those of the local clock. A break is on the day on which it happens.",
    assigned: "Assigned to", unassigned: "Nobody follows it yet.", resource: "Resource", first: "From", last: "To", state: "State",
    notes: "Notes", by: "Assigned by", untilReplaced: "until replaced", assign: "Assign …",
    states: { past: "past", now: "current", later: "to come" },
    /** @param {number} most */
    onlyFirst: (most) => `Only the last ${numberText(most)} assignments are shown.`,
    copy: "Copy", hide: "Hide", offer: "Offer again", patternCode: "Code", name: "Name",
    cycleDays: "Days of the cycle", cycleHint: "7 is a week, 14 a fortnight; at most 366", anchor: "Day 0 is", anchorHint: "Any date with which a cycle begins",
    addShift: "Add a shift", addBreak: "Add a break", drawing: "Drawing",
    tryOut: "Try it out", tryOutHint: "Choose a resource to see what would change if it followed this pattern from today on. Nothing is assigned.",
    noDays: "Choose the days.", noTimes: "Enter both times.", badCode: "A shift code has no spaces.",
    /** @param {string} days */
    onDays: (days) => `Days ${days}`,
    /** @param {string} days @param {string} other */
    overlap: (days, other) => `${days}: overlaps ${other}.`,
    /** @param {string} days */
    loneBreak: (days) => `${days}: no shift to take this break in. A break in a night shift is often on the next day.`,
    /** @param {string} code */
    unknown: (code) => `There is no pattern ${code}.`,
    /** @param {string} code */
    created: (code) => `${code} is there.`,
    /** @param {string} code */
    saved: (code) => `${code} has its new rules.`,
    /** @param {string} code */
    copied: (code) => `Copied to ${code}.`,
    /** @param {string} code */
    removed: (code) => `${code} is removed.`,
    /** @param {string} code */
    hidden: (code) => `${code} is hidden; who follows it still does.`,
    /** @param {string} code */
    offered: (code) => `${code} is offered again.`,
    dragHint: "Drag a pattern onto what shall follow it.",
  },
  calendars: {
    search: "Search calendars", create: "New calendar", createHint: "A calendar of the plant's own: shutdowns, and holidays on which work goes on. Assign it ahead of the calendar of the country.",
    empty: "There are no calendars.", code: "Code", name: "Name", kind: "Kind", machines: "Machines that observe it", entries: "Entries", last: "Last entry",
    country: "Country", own: "The plant's own", isDefault: "default", isDefaultLong: "default where there is no other",
    add: "Add a holiday", addOnDay: "Add an entry on this day", date: "Date", what: "What happens", stops: "Work stops", works: "Work goes on",
    worksHint: "It outweighs calendars that are asked later, and imported entries of this one.", onlyPart: "Only part of the day", wholeDay: "whole day",
    work: "Work on this day", noEntry: "Nothing is entered on this day.", noEntries: "Nothing is entered in this year.",
    /** @param {number} year */
    entriesOf: (year) => `Entries of ${year}`,
    sources: /** @type {Record<string, string>} */ ({ imported: "imported", manual: "entered by hand" }),
    marks: /** @type {Record<string, string>} */ ({ stops: "Work stops", part: "Work stops for part of the day", works: "Work goes on" }),
    /** @param {string} holiday */
    workedName: (holiday) => `${holiday}, we work`,
    enterIn: "Enter it in",
    /** @param {number} machines */
    concerns: (machines) => `${counted(machines, "machine")} ${machines === 1 ? "observes" : "observe"} it`,
    nothingOutweighs: "This entry was made by hand: remove it, or assign a calendar of the plant ahead of this one and enter there that work goes on.",
    comesBack: "It comes back with the next import. To work on this day for good, enter that work goes on.",
    everyTime: "Each time it recurs",
    observers: "Observed by", priority: "Priority", order: "Calendars in the order they are asked", nobody: "Nobody observes it.",
    /** @param {number} machines */
    byDefault: (machines) => `${counted(machines, "machine")} without calendars of their own or above them ${machines === 1 ? "observes" : "observe"} it, since it is the default.`,
    /** @param {number} machines */
    fromAbove: (machines) => `${counted(machines, "machine")} ${machines === 1 ? "observes" : "observe"} it by an assignment further up the plant.`,
    assign: "Assign calendars", orderHint: "On each date the first calendar with an entry decides, here and for everything below without calendars of its own.",
    /** @param {string} codes */
    inherits: (codes) => `None of its own: it observes those above it, ${codes}.`,
    inheritsNothing: "None of its own: it observes those above it, else the default calendar where it holds.",
    addCalendar: "Add a calendar",
    /** @param {string} code */
    earlier: (code) => `Ask ${code} earlier`,
    /** @param {string} code */
    later: (code) => `Ask ${code} later`,
    /** @param {string} code */
    unknown: (code) => `There is no calendar ${code}.`,
    /** @param {string} code */
    created: (code) => `${code} is there.`,
    /** @param {string} name @param {string} calendar */
    saved: (name, calendar) => `${name} is entered in ${calendar}.`,
    /** @param {string} name */
    removed: (name) => `${name} is removed.`,
    /** @param {string} resource */
    assigned: (resource) => `${resource} has other calendars.`,
  },
};
