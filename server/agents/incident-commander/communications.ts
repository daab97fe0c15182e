import type { Block } from "#lib/contracts/document.ts";
import type { ExecutiveSummary } from "#lib/contracts/executive-summary.ts";
import type { NoticeBook } from "#lib/contracts/notice.ts";
import type { RoomState } from "#lib/contracts/room.ts";
import { BRIEF_AUDIENCES, type BriefAudience, briefFor } from "#lib/contracts/status/brief.ts";
import { isToldOfUpdates, statusOfWords, whyNotForAll } from "#lib/contracts/status/brief-audience.ts";
import type { UpdateDraft } from "#lib/contracts/status/commands.ts";
import { COMPONENT_STATE_LABELS, UPDATE_STATUS_LABELS } from "#lib/contracts/status/terms.ts";
import { citation } from "#lib/executive-summary-to-markdown.ts";
import type { DriverEvent, Reply } from "../define.ts";
import { call, propose, refused, say, show } from "../plays.ts";
import type { Slots } from "../understanding/vocabulary.ts";

type Steps = AsyncGenerator<DriverEvent, unknown, Reply>;

/** Shows what the public would read, and proposes to publish it. */
export async function* draftUpdate({ reference }: Slots): Steps {
  const draft = yield* read<UpdateDraft>("draft_public_update", { reference });
  if (!draft) return;
  yield* show(draftBlocks(draft));
  if (!draft.pages.some(({ isChosen }) => isChosen)) {
    yield say(
      "No status page shows a component of this incident, so there is nowhere to publish it. Make one under Status pages, or post it as an update.",
    );
    return;
  }
  const { status, title, text, stakeholderText, workaround } = draft;
  yield* propose("publish_update", { reference, status, title, text, stakeholderText, workaround, pages: chosenSlugs(draft) });
}

/** What is said for the public goes to the status pages where there are any; everything else, and without pages, to those who are told inside. */
export async function* postUpdate({ reference, text = "", isPublic }: Slots): Steps {
  const inside = { reference, publicText: text };
  if (!isPublic) return yield* propose("post_update", inside);
  const reply = yield call("draft_public_update", { reference });
  const draft = reply.kind === "value" ? (reply.value as UpdateDraft) : null;
  if (!draft?.pages.some(({ isChosen }) => isChosen)) {
    yield say("No status page shows a component of this incident, so this goes only to those who are told by Settings, Who is told.");
    return yield* propose("post_update", inside);
  }
  const { title, workaround } = draft;
  yield* propose("publish_update", { reference, status: statusOfWords(text) ?? draft.status, title, workaround, text, pages: chosenSlugs(draft) });
}

export async function* executiveSummary({ reference }: Slots): Steps {
  const summary = yield* read<ExecutiveSummary>("get_executive_summary", { reference });
  if (!summary) return;
  yield* show([
    { kind: "heading", text: `Executive summary: ${summary.reference}` },
    ...summary.sections.flatMap(({ heading, statements }): Block[] => [
      { kind: "heading", text: heading },
      { kind: "list", items: statements.map(({ words, entries }) => `${words}${citation(entries)}`) },
    ]),
  ]);
}

/**
 * What one audience needs. It is proposed as an update where the matrix tells them of updates at this severity, and where everybody else whom an
 * update reaches may read it; otherwise it is there to be copied.
 */
export async function* briefAudience({ reference, audience: named }: Slots): Steps {
  const audience = BRIEF_AUDIENCES.find((one) => one === named) ?? "team";
  const room = yield* read<RoomState>("get_incident", { reference });
  const book = room && (yield* read<NoticeBook>("get_notices", {}));
  if (!room || !book) return;
  const lines = briefFor(audience, room, new Date().toISOString());
  yield* show([
    { kind: "heading", text: `Brief for ${audience}: ${room.reference}` },
    { kind: "fields", fields: lines },
  ]);
  const severity = room.severity ?? "SEV4";
  const text = briefText(audience, lines);
  const why = isToldOfUpdates(book.matrix, severity, audience)
    ? whyNotForAll(book.matrix, severity, lines)
    : `At ${severity} Settings, Who is told, does not send updates to ${audience}.`;
  if (why !== null) {
    yield* show([{ kind: "text", text }]);
    yield say(`${why} So nothing is sent from here: copy this and pass it on to ${audience} yourself.`);
    return;
  }
  yield say(
    `At ${severity} ${audience} is told of each update by Settings, Who is told. Accepted, this goes to them and to all who are told with them.`,
  );
  yield* propose("post_update", { reference, publicText: text });
}

function briefText(audience: BriefAudience, lines: readonly { label: string; value: string }[]): string {
  return [`Brief for ${audience}.`, ...lines.map(({ label, value }) => `${label}: ${value}`)].join("\n");
}

function draftBlocks({ status, title, text, workaround, pages }: UpdateDraft): Block[] {
  const chosen = pages.filter(({ isChosen }) => isChosen);
  const states = chosen.flatMap(({ components }) => components.filter(({ isTied }) => isTied));
  const fields = [
    { label: "Status", value: UPDATE_STATUS_LABELS[status] },
    { label: "Title", value: title },
    { label: "Text", value: text },
    { label: "What to do meanwhile", value: workaround },
    { label: "Components", value: states.map(({ name, state }) => `${name}: ${COMPONENT_STATE_LABELS[state]}`).join(", ") },
    { label: "Pages", value: chosen.map(({ name }) => name).join(", ") },
  ];
  return [
    { kind: "heading", text: "Draft for customers" },
    { kind: "fields", fields: fields.filter(({ value }) => value !== "") },
  ];
}

function chosenSlugs({ pages }: UpdateDraft): string[] {
  return pages.filter(({ isChosen }) => isChosen).map(({ slug }) => slug);
}

async function* read<T>(tool: string, input: unknown): AsyncGenerator<DriverEvent, T | null, Reply> {
  const reply = yield call(tool, input);
  if (reply.kind === "value") return reply.value as T;
  yield* refused(reply);
  return null;
}
