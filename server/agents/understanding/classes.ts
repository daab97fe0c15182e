import type { Classes } from "./pattern.ts";

const phrases = (text: string): string[] =>
  text
    .split(",")
    .map((phrase) => phrase.trim())
    .filter(Boolean);

/** Words that mean the same where they stand, for the patterns of every agent. A phrase may use what a pattern may, but no other class. */
export const CLASSES: Classes = {
  det: phrases(`
    a, an, the, our, my, this, that, another, one, some, another one, a new, its, it's, a brand new
  `),
  a: phrases(`a, an, the, another, one, one more, some, our, a new, a brand new, any, yet another`),
  adj: phrases(`
    new, fresh, separate, second, major, big, serious, critical, minor, production, prod, formal, official, real, proper, full, other,
    different, huge, massive, total, partial, small, high, low, severe, brand, potential, possible, active, live, dedicated, immediate,
    quick, short, scheduled, priority, more, extra, additional, practice, brief, little, final, half hourly, hourly, regular, low priority, high priority, quick little, in progress, complete, mock, simulated
  `),
  it: phrases(`
    it, this, that, this one, that one, it all, this thing, the thing, <reference>, incident, the incident, this incident,
    that incident, our incident, my incident, the current incident, current incident, incident <reference>, the incident <reference>,
    the issue, this issue, the outage, this outage, the ticket, this ticket, the case, this case, the problem, the room, this room,
    the whole thing, everything, things, the <service> incident, the <service> outage, <service> incident, the severity, severity,
    the drill, this drill, inc, the inc, the alert, the bug, this bug, this problem, the matter
  `),
  we: phrases(`
    we, i, the team, they, engineering, the devs, <person>, ops
  `),
  are: phrases(`
    has, have, is being, are being, has become, have become, became, becomes, is, are, am, be, has been, have been, was, were, seems, seem, looks, look, is now, are now, should be, appears to be, seems to be,
    is looking, are looking
  `),
  adv: phrases(`
    really, only, more, simply, merely, still, properly, pretty, well, nearly all, mostly, completely, stable, now, all, fully, completely, finally, officially, already, totally, definitely, clearly, successfully, just, both, currently,
    actively, again, confirmed, indeed, actually
  `),
  to: phrases(`
    to, 2, too, into, on to, as, at, ->, =>, =, :, over to, up to, down to, back to, back into, in, on, for, onto, to be, through to,
    in to
  `),
  sys: phrases(`
    service, services, the service, the services, <service>, system, systems, the system, the systems, traffic, everything, things, all, all systems,
    payments, logins, metrics, the metrics, error rate, error rates, the error rate, errors, latency, the latency, the site, site, the website,
    the platform, platform, customers, users, everyone, it, this, we, <reference>, the api, api, the app, functionality, the cluster, production, prod,
    the queue, the database, requests, orders, the graphs, the dashboards, dashboards, the numbers, numbers, all services, all regions
  `),
  change: phrases(`
    set, change, make, mark, move, switch, update, put, take, bring, turn, push, flip, transition, advance, adjust, correct, call,
    flag, treat, consider, go, step, jump, roll, progress, shift, record, enter, setting, changing, making, marking, moving, switching,
    updating, putting, bringing, calling, going, taking, return, returning, fix, edit, amend, place, transfer, swap, modify, reset,
    drop
  `),
  task: phrases(`
    todo, todos, to do item, task, tasks, action, actions, action item, action items, reminder, follow up, follow up task,
    follow up action, follow up item, checklist item, next action, next step, to do list, task list, list of tasks, list of actions,
    action list, checklist, work item, action point
  `),
  all: phrases(`
    everyone, everybody, people, them, stakeholders, customers, the team, team, all, folks, management, leadership, execs, executives,
    users, clients, support, the public, the world, others, the company, the business, the org, subscribers, the stakeholders,
    the customers, our customers, our users, all stakeholders, all customers, the users, the channel, the room, the others, the rest,
    everyone involved, all of them, both teams, all teams, teams, the teams
  `),
  timeline: phrases(`
    timeline, the timeline, log, the log, record, the record, notes, the notes, incident log, the incident log, history, chronology,
    our notes, minutes, the incident timeline, incident timeline, our timeline, my notes, the history, the incident notes
  `),
  command: phrases(`
    command, commander, ic, charge, control, lead, incident command, incident_commander, incident_command, in_command, in_charge,
    incident_lead, reins, the reins, the wheel, wheel, helm, the helm, baton, the baton, leadership, ic role, commander role, the lead,
    command role, incident_commander role, incident_manager, incident lead, ownership, commandership, commander duties, ic duties,
    ic duty
  `),
  incident: phrases(`
    incident, outage, drill, inc, emergency, game day, gameday, game day exercise, gameday exercise, chaos drill, chaos exercise, exercise incident, drill exercise, incident room, incident drill, drill incident,
    test incident, exercise, incident ticket, incident record
  `),
};
