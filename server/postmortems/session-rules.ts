import type { PersonRef } from "#lib/contracts/actor.ts";
import { DEFAULT_AGENDA, type SessionChange, type SessionState } from "#lib/contracts/review-session.ts";
import { ConflictError, InvalidError, NotFoundError } from "#server/platform/errors.ts";

type Moment = { now: string; by: PersonRef; presenter: PersonRef };
type Point = (typeof DEFAULT_AGENDA)[number];
const MOST_DECISIONS = 200;
/** Characters of all decisions: together they are one entry of the timeline. */
const MOST_WORDS = 20_000;

/** A session that begins: its first point runs, and whoever starts it is there. Pure. */
export function openSession(agenda: readonly Point[] | undefined, by: PersonRef, now: string): SessionState {
  const points = (agenda ?? DEFAULT_AGENDA).map((point, index) => ({
    ...point,
    id: `p${index + 1}`,
    startedAt: index === 0 ? now : null,
    spentMs: 0,
  }));
  return {
    agenda: points,
    point: points[0]?.id ?? null,
    moment: null,
    attendance: [{ person: by, joinedAt: now, leftAt: null }],
    decisions: [],
    items: [],
  };
}

/** The session after somebody did something, and who presents then. Pure. */
export function applyChange(state: SessionState, change: SessionChange, moment: Moment): { state: SessionState; presenter: PersonRef } {
  const { by, presenter, now } = moment;
  const stays = (next: Partial<SessionState>) => ({ state: { ...state, ...next }, presenter });
  switch (change.do) {
    case "join":
      return stays({ attendance: joined(state.attendance, by, now) });
    case "leave":
      return stays({ attendance: left(state.attendance, ({ id }) => id === by.id, now) });
    case "present":
      return { state: { ...state, attendance: joined(state.attendance, by, now) }, presenter: by };
    case "point":
      requirePresenter(moment);
      if (!state.agenda.some(({ id }) => id === change.point)) throw new NotFoundError("This point is not on the agenda. Read the session anew.");
      return stays({ agenda: turned(state.agenda, change.point, now), point: change.point });
    case "moment":
      requirePresenter(moment);
      return stays({ moment: change.moment });
    case "undecide":
      return stays({ decisions: state.decisions.filter(({ id }) => id !== change.decision) });
    default:
      return change satisfies never;
  }
}

/** The session with one more decision. Pure. */
export function withDecision(state: SessionState, decision: Omit<SessionState["decisions"][number], "point">): SessionState {
  if (state.decisions.length >= MOST_DECISIONS)
    throw new InvalidError(`A session keeps ${MOST_DECISIONS} decisions. Start another session for more.`);
  const left = Math.max(0, MOST_WORDS - state.decisions.reduce((sum, { text }) => sum + text.length, 0));
  if (decision.text.length > left)
    throw new InvalidError(
      `The decisions of a session have ${MOST_WORDS.toLocaleString("en")} characters, and ${left.toLocaleString("en")} are left. Shorten this one, or start another session.`,
    );
  return { ...state, decisions: [...state.decisions, { ...decision, point: state.point }] };
}

/** The session when it is over: nothing runs, everybody has left. Pure. */
export function closeSession(state: SessionState, now: string): SessionState {
  return { ...state, agenda: turned(state.agenda, null, now), attendance: left(state.attendance, () => true, now) };
}

/** What the timeline says of a session. Pure. */
export function sessionWords({ decisions, items, attendance, agenda }: SessionState): string {
  const minutes = Math.round(agenda.reduce((total, { spentMs }) => total + spentMs, 0) / 60_000);
  const count = (number: number, one: string, many: string) => `${number} ${number === 1 ? one : many}`;
  const head = [
    count(attendance.length, "person", "people"),
    count(minutes, "minute", "minutes"),
    count(decisions.length, "decision", "decisions"),
    count(items.length, "action item", "action items"),
  ].join(", ");
  return [head, ...decisions.map(({ text }) => `Decided: ${text}`)].join("\n");
}

function requirePresenter({ by, presenter }: Moment): void {
  if (by.id !== presenter.id) throw new ConflictError(`${presenter.name} presents. Take over presenting first.`);
}

function joined(attendance: SessionState["attendance"], person: PersonRef, now: string): SessionState["attendance"] {
  const known = attendance.some((one) => one.person.id === person.id);
  if (!known) return [...attendance, { person, joinedAt: now, leftAt: null }];
  return attendance.map((one) => (one.person.id === person.id ? { ...one, leftAt: null } : one));
}

function left(attendance: SessionState["attendance"], leaves: (person: PersonRef) => boolean, now: string): SessionState["attendance"] {
  return attendance.map((one) => (one.leftAt === null && leaves(one.person) ? { ...one, leftAt: now } : one));
}

/** The running point is stopped with its time, and the next one runs. */
function turned(agenda: SessionState["agenda"], next: string | null, now: string): SessionState["agenda"] {
  return agenda.map((point) => {
    const isNext = point.id === next;
    if (point.startedAt === null) return isNext ? { ...point, startedAt: now } : point;
    if (isNext) return point;
    return { ...point, startedAt: null, spentMs: point.spentMs + Math.max(0, Date.parse(now) - Date.parse(point.startedAt)) };
  });
}
