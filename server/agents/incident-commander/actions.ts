import type { Block } from "#lib/contracts/document.ts";
import type { RoomState } from "#lib/contracts/room.ts";
import { proposeSeverity } from "#lib/contracts/severity.ts";
import { proposedActions } from "#server/documents/index.ts";
import type { DriverEvent, Reply } from "../define.ts";
import { call, propose, refused, say, show } from "../plays.ts";
import type { Slots } from "../understanding/vocabulary.ts";
import { listBlocks, roleBlocks, statusBlocks } from "./answers.ts";
import { briefAudience, draftUpdate, executiveSummary, postUpdate } from "./communications.ts";
import { declare } from "./declare.ts";
import { figuresOf, statedBy } from "./impact.ts";

type Action = (slots: Slots) => AsyncGenerator<DriverEvent, unknown, Reply>;

/** What each intent does. What changes anything becomes a proposal; the run only says so. */
export const ACTIONS: Record<string, Action> = {
  declare,
  status: reading(statusBlocks),
  who: reading(roleBlocks),
  next_actions: reading(nextBlocks),
  brief: async function* ({ reference }) {
    const reply = yield call("draft_brief", { reference });
    if (reply.kind !== "value") return yield* refused(reply);
    const { situation, investigations, tried, next, blockers } = reply.value as Record<string, string>;
    const fields = { Situation: situation, Investigations: investigations, "What was tried": tried, "What is next": next, Blockers: blockers };
    yield* show([{ kind: "fields", fields: Object.entries(fields).flatMap(([label, value]) => (value ? [{ label, value }] : [])) }]);
  },
  list: async function* ({ state = "open", severity, services = [], isMine = false }) {
    const reply = yield call("list_incidents", {
      status: state,
      severity: severity ? [severity] : [],
      service: services.map(({ id }) => id),
      isMine,
      limit: 20,
    });
    if (reply.kind !== "value") return yield* refused(reply);
    yield* show(listBlocks((reply.value as { items: Parameters<typeof listBlocks>[0] }).items));
  },
  assess_severity: async function* (slots) {
    const { severity, rule } = proposeSeverity(statedBy(slots));
    yield say(`**${severity}**, because: ${rule.charAt(0).toLowerCase()}${rule.slice(1)}. Say more of the impact, and it may change.`);
  },
  assign: ({ reference, role, person }) => propose("assign_role", { reference, role, user: person?.id }),
  take_command: ({ reference, text }) => propose("take_command", { reference, reason: text }),
  hand_over: ({ reference, person, text }) =>
    propose("offer_handover", {
      reference,
      to: person?.id,
      ...(text ? { brief: { situation: text, investigations: "", tried: "", next: "", blockers: "" } } : {}),
    }),
  change_severity: ({ reference, severity, text }) => propose("change_severity", { reference, to: severity, ...(text ? { reason: text } : {}) }),
  change_phase: ({ reference, phase, text }) =>
    propose("change_status", { reference, to: phase, ...(text ? (phase === "resolved" ? { summary: text } : { reason: text }) : {}) }),
  set_time: ({ reference, time = "startedAt", at }) => propose("edit_incident", { reference, [time]: at }),
  set_impact: ({ reference, ...slots }) => propose("edit_incident", { reference, impact: figuresOf(slots) }),
  post_update: postUpdate,
  draft_update: draftUpdate,
  executive_summary: executiveSummary,
  brief_audience: briefAudience,
  add_link: ({ reference, url }) => propose("add_link", { reference, url }),
  add_note: ({ reference, text, at }) => propose("add_note", { reference, text, ...(at ? { occurredAt: at } : {}) }),
  add_task: ({ reference, text, person }) => propose("add_task", { reference, title: text, ...(person ? { assignee: person.id } : {}) }),
  merge: ({ reference, other }) => propose("merge_incident", { reference, into: other }),
  declaration: ({ reference }) => propose("post_declaration", { reference }),
  not_available: async function* () {
    yield say(
      "That is not mine to do. To page somebody, ask the escalation-manager; for the cause, ask the rca-agent. Else add a next action for somebody, or write a note that mentions them: they are told at once.",
    );
  },
};

/** Every tool that the actions call. */
export const TOOLS_USED: readonly string[] = [
  "get_names",
  "get_incident",
  "list_incidents",
  "draft_brief",
  "get_timeline",
  "get_figures",
  "suggest_roles",
  "declare_incident",
  "assign_role",
  "take_command",
  "offer_handover",
  "change_severity",
  "change_status",
  "edit_incident",
  "post_update",
  "draft_public_update",
  "publish_update",
  "get_executive_summary",
  "get_notices",
  "add_link",
  "add_note",
  "add_task",
  "merge_incident",
  "post_declaration",
];

function reading(blocksOf: (room: RoomState) => Block[]): Action {
  return async function* ({ reference }) {
    const reply = yield call("get_incident", { reference });
    if (reply.kind !== "value") return yield* refused(reply);
    yield* show(blocksOf(reply.value as RoomState));
  };
}

function nextBlocks(room: RoomState): Block[] {
  const actions = proposedActions(room);
  if (actions.length === 0) return [{ kind: "text", text: "Nothing stands out. Keep the update promise." }];
  return [{ kind: "list", items: actions.slice(0, 6).map(({ title, why }) => `**${title}**: ${why}`) }];
}
