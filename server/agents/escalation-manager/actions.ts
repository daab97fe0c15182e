import type { Block } from "#lib/contracts/document.ts";
import type { EscalationStatus } from "#lib/contracts/escalation/status.ts";
import type { OnCallBoard } from "#lib/contracts/oncall-views.ts";
import type { DriverEvent, Reply } from "../define.ts";
import { call, type Play, plain, propose, refused, say, show } from "../plays.ts";
import type { Position, Slots, Vocabulary } from "../understanding/vocabulary.ts";
import { briefBlocks, type HandoffBrief } from "./brief-blocks.ts";
import { type Foresight, foresightBlocks, type Why, whyBlocks } from "./machine-blocks.ts";
import { onCallBlocks } from "./on-call-blocks.ts";
import * as status from "./status-blocks.ts";
import { summaryBlocks } from "./summary-blocks.ts";

type Action = (slots: Slots, vocabulary: Vocabulary) => AsyncGenerator<DriverEvent, unknown, Reply>;

/** What each intent does. What changes anything becomes a proposal; the run only says so. */
export const ACTIONS: Record<string, Action> = {
  escalate: async function* ({ reference, severity, people = [], position, level, text }, { me }) {
    for (const [at, target] of targetsOf({ people, position, level }).entries()) {
      const reason = text ?? `${me.name} asks for ${target.words}`;
      yield* propose("escalate", { reference, ...target.input, ...(severity && at === 0 ? { severity } : {}), reason });
    }
  },
  change_severity: ({ reference, severity, text }) => propose("change_severity", { reference, to: severity, ...(text ? { reason: text } : {}) }),
  acknowledge: ({ reference }) => propose("acknowledge", { reference, answer: "acknowledge" }),
  decline: ({ reference }) => propose("acknowledge", { reference, answer: "decline" }),
  de_escalate: ({ reference, severity, text = "No longer needed" }) =>
    propose("de_escalate", { reference, ...(severity ? { severity } : {}), reason: text }),
  hand_over: async function* ({ reference, person, text }) {
    const brief = yield* reading<HandoffBrief>("draft_brief", { reference });
    if (!brief) return;
    const whole = text ? { ...brief, situation: `${text}\n${brief.situation}`.slice(0, 4_000) } : brief;
    yield* show(briefBlocks(whole));
    yield* propose("offer_handover", { reference, to: person?.id, brief: whole });
  },
  status: showing(status.documentBlocks),
  history: showing((read) => [...status.headBlocks(read), ...status.timelineBlocks(read)]),
  ladder: showing(status.ladderBlocks),
  communications: showing(status.communicationBlocks),
  actions: showing(status.actionBlocks),
  next: async function* ({ reference, level }) {
    const read = yield* reading<EscalationStatus>("get_escalation", { reference });
    if (!read) return;
    if (level === undefined) return yield* show([...status.nextBlocks(read), ...status.ladderBlocks(read)]);
    yield say(status.rungSentence(read, level) ?? `The ladder of ${reference} has no level ${plain(String(level))}; it is paged by hand only.`);
    yield* show(status.nextBlocks(read));
  },
  why: async function* ({ reference, at }, { now }) {
    const read = yield* reading<Why>("explain_escalation", { reference, at: at ?? now });
    if (read) yield* show(whyBlocks(read));
  },
  foresee: async function* ({ services = [], severity, at }) {
    const wanted = { services: services.map(({ id }) => id), ...(severity ? { severity } : {}), ...(at ? { opensAt: at } : {}) };
    const read = yield* reading<Foresight>("simulate_escalation", wanted);
    if (read) yield* show(foresightBlocks(read));
  },
  summary: async function* ({ reference }) {
    const read = yield* reading<Parameters<typeof summaryBlocks>[0]>("get_executive_summary", { reference });
    if (read) yield* show(summaryBlocks(read));
  },
  brief: async function* ({ reference }) {
    const read = yield* reading<HandoffBrief>("draft_brief", { reference });
    if (read) yield* show(briefBlocks(read));
  },
  on_call: async function* ({ services = [], at, state }, vocabulary) {
    const teams: string[] = [];
    for (const { id } of services) {
      const slug = vocabulary.services.find((service) => service.id === id)?.slug ?? id;
      const service = yield* reading<{ team: { id: string } | null }>("get_service", { slug });
      if (service?.team) teams.push(service.team.id);
    }
    const board = yield* reading<OnCallBoard>("who_is_on_call", at ? { at } : {});
    if (board) yield* show(onCallBlocks(board, { services: services.map(({ name }) => name), teams, isNext: state === "next" }));
  },
};

/** Questions that only a console with this tool can answer. */
export const NEEDS: Readonly<Record<string, string>> = {
  why: "explain_escalation",
  foresee: "simulate_escalation",
  on_call: "who_is_on_call",
  summary: "get_executive_summary",
};

type Target = { input: object; words: string };

/** One page for each that was named; the next level when nobody was. */
function targetsOf({ people = [], position, level }: Pick<Slots, "people" | "position" | "level">): Target[] {
  const named: Target[] = [
    ...people.map(({ id, name }) => ({ input: { user: id }, words: name })),
    ...(position ? [ofPosition(position)] : []),
    ...(level === undefined ? [] : [{ input: { level }, words: typeof level === "number" ? `level ${level}` : level }]),
  ];
  return named.length > 0 ? named : [{ input: {}, words: "the next level" }];
}

function ofPosition({ key, name }: Position): Target {
  return { input: { position: key }, words: name };
}

/** What a tool answers; null when it gave none, and then why was said. */
async function* reading<T>(tool: string, input: object): AsyncGenerator<DriverEvent, T | null, Reply> {
  const reply = yield call(tool, input);
  if (reply.kind === "value") return reply.value as T;
  yield* refused(reply);
  return null;
}

function showing(blocksOf: (read: EscalationStatus) => Block[]): Action {
  return async function* ({ reference }): Play {
    const read = yield* reading<EscalationStatus>("get_escalation", { reference });
    if (read) yield* show(blocksOf(read));
  };
}
