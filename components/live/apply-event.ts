import { foldAnnotation, foldRoom } from "#lib/contracts/fold.ts";
import type { RoomView } from "#lib/contracts/room-view.ts";
import type { Annotation, FactKind, TimelineEntry } from "#lib/contracts/timeline.ts";
import { ANNOTATION_KINDS } from "#lib/contracts/timeline-terms.ts";

/**
 * The room after one more event of its log. Events that are in it already (seq not above its own) change nothing, so that overlap
 * between the first paint and the stream is harmless. Pure.
 */
export function applyEvent(view: RoomView, entry: TimelineEntry): RoomView {
  if (entry.seq <= view.seq) return view;
  const room = foldRoom(view.room, entry);
  if (isAnnotation(entry.fact.kind)) return annotate({ ...view, room, seq: entry.seq }, entry);
  const isBeforeLoaded = view.nextCursor !== null && view.entries.length > 0 && comesBefore(entry, view.entries.at(-1));
  return { ...view, room, seq: entry.seq, entries: isBeforeLoaded ? view.entries : insert(view.entries, entry) };
}

/** Adds an older page below; entries that arrived live meanwhile are not repeated. */
export function appendPage(view: RoomView, page: { items: TimelineEntry[]; nextCursor: string | null }): RoomView {
  const known = new Set(view.entries.map(({ seq }) => seq));
  return { ...view, entries: [...view.entries, ...page.items.filter(({ seq }) => !known.has(seq))], nextCursor: page.nextCursor };
}

function isAnnotation(kind: FactKind): boolean {
  return (ANNOTATION_KINDS as readonly FactKind[]).includes(kind);
}

/** Entries are kept newest occurrence first. */
function insert(entries: TimelineEntry[], entry: TimelineEntry): TimelineEntry[] {
  const index = entries.findIndex((other) => comesBefore(other, entry));
  return index === -1 ? [...entries, entry] : entries.toSpliced(index, 0, entry);
}

function comesBefore(a: TimelineEntry, b: TimelineEntry | undefined): boolean {
  if (!b) return false;
  return a.occurredAt === b.occurredAt ? a.seq < b.seq : a.occurredAt < b.occurredAt;
}

function annotate(view: RoomView, change: TimelineEntry): RoomView {
  const { fact } = change;
  if (fact.kind !== "amended" && fact.kind !== "retracted" && fact.kind !== "marked") return view;
  const reannotate = (entry: TimelineEntry): TimelineEntry =>
    entry.seq === fact.entry ? { ...entry, annotation: foldAnnotation(entry.annotation, fact, change) } : entry;
  const entries = view.entries.map(reannotate);
  const pinned = view.pinned.map(reannotate).filter(isPinned);
  const newlyPinned = entries.find((entry) => entry.seq === fact.entry && isPinned(entry) && !pinned.some(({ seq }) => seq === entry.seq));
  return { ...view, entries, pinned: newlyPinned ? [newlyPinned, ...pinned] : pinned };
}

function isPinned({ annotation }: { annotation: Annotation | null }): boolean {
  return annotation?.isPinned === true && !annotation.isRetracted;
}
