import { z } from "zod";
import { PersonRef } from "#lib/contracts/actor.ts";
import * as input from "#lib/contracts/escalation/commands.ts";
import { EscalationStatus } from "#lib/contracts/escalation/status.ts";
import * as machine from "#lib/contracts/escalation/time-machine.ts";
import { PersonWord, ServiceWord } from "#lib/contracts/names.ts";
import { Changed, operation } from "./define.ts";

export const escalationOperations = [
  operation("get_escalation", {
    title: "Read who was notified",
    about: "Read an incident's escalation: who was notified when and who acknowledged, what comes next, what was sent, what to do. JSON or Markdown.",
    http: "GET /incidents/{reference}/escalation",
    permission: "incident.read",
    risk: "read",
    calls: ["escalation.read"],
    input: input.ReadEscalation,
    output: EscalationStatus.extend({ markdown: z.string() }),
    words: ["reference"],
    run: ({ api }, given) => api.escalation.read(given),
  }),
  operation("explain_escalation", {
    title: "Say why nobody was paged",
    about:
      "Read why somebody, or nobody, was paged at a moment: for each level whether it had fired, was due later, waited for a condition or was stopped.",
    http: "GET /incidents/{reference}/escalation/why",
    permission: "incident.read",
    risk: "read",
    calls: ["escalation.why"],
    input: machine.AskWhy,
    output: machine.Why,
    words: ["reference", "at"],
    example: { reference: "", at: "2026-11-22T03:12:00Z" },
    run: ({ api }, given) => api.escalation.why(given),
  }),
  operation("simulate_escalation", {
    about: "Say who would be reached when, and by what, if an incident opened then and nobody answered. Stores nothing and pages nobody.",
    http: "POST /escalation/simulate",
    permission: "policy.read",
    risk: "read",
    calls: ["escalation.simulate"],
    input: machine.AskTimeMachine.extend({ services: z.array(ServiceWord).max(50).default([]) }),
    output: machine.Foresight,
    example: { severity: "SEV2" },
    run: async ({ api, services }, given) => api.escalation.simulate({ ...given, services: await services(given.services) }),
  }),
  operation("escalate", {
    about:
      "Page by hand, with the reason: a level of the policy, a person, whoever holds a position, or the next level. Raises the severity too, if given.",
    http: "POST /incidents/{reference}/escalate",
    permission: "incident.write",
    risk: "tells",
    calls: ["escalation.escalate"],
    input: input.Escalate.extend({ user: PersonWord.nullish() }),
    output: Changed.extend({ paged: z.array(PersonRef), problems: z.array(z.string()) }),
    words: ["reference", "reason"],
    example: { reference: "", user: "deputy", reason: "Need a second pair of eyes" },
    run: async ({ api, person }, { user, ...given }) => api.escalation.escalate({ ...given, user: user ? await person(user) : null }),
  }),
  operation("acknowledge", {
    about: "Acknowledge your page of an incident, or decline it: the next level follows at once when nobody else is left.",
    http: "POST /incidents/{reference}/acknowledge",
    permission: "incident.answer",
    risk: "write",
    calls: ["escalation.answer"],
    input: input.AnswerPage.omit({ means: true }),
    output: Changed.extend({ isFirst: z.boolean() }),
    words: ["reference"],
    example: { reference: "" },
    run: ({ api }, given) => api.escalation.answer({ ...given, means: "api" }),
  }),
  operation("de_escalate", {
    title: "De-escalate",
    about: "Stand down everybody who was paged, with a reason that they are told; a lower severity may go with it.",
    http: "POST /incidents/{reference}/de-escalate",
    permission: "incident.write",
    risk: "tells",
    calls: ["escalation.deEscalate"],
    input: input.DeEscalate,
    output: Changed.extend({ told: z.array(PersonRef) }),
    words: ["reference", "reason"],
    example: { reference: "", reason: "False alarm" },
    run: ({ api }, given) => api.escalation.deEscalate(given),
  }),
] as const;
