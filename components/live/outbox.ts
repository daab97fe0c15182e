import { connectionStore } from "./connection.ts";

/** A note on its way. `id` makes a repeated send harmless. */
export type OutgoingNote = {
  id: string;
  reference: string;
  text: string;
  attachments: string[];
  occurredAt: string | null;
  writtenAt: string;
  refusal: string | null;
};

type Send = (note: OutgoingNote) => Promise<void>;
/** Says whether an error means "not now" (true) or "never like this" (the words to show). */
type Judge = (error: unknown) => true | string;

const KEY = "muster outbox";
const RETRY_MS = [500, 1_000, 2_000, 4_000, 8_000];

let notes: OutgoingNote[] = [];
let isLoaded = false;
let isSending = false;
let failures = 0;
let timer: ReturnType<typeof setTimeout> | undefined;
let send: Send | undefined;
let judge: Judge = () => true;
const listeners = new Set<() => void>();
const NONE: OutgoingNote[] = [];

/**
 * Notes that wait for the server's word, kept in this browser until they have it: through lost connections, reloads and crashes.
 * They are sent one after another, in the order they were written.
 */
export const outbox = {
  subscribe(listener: () => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  read: (): OutgoingNote[] => notes,
  readOnServer: (): OutgoingNote[] => NONE,
  /** Names the sender and takes up what an earlier page left. */
  start(sender: Send, judgement: Judge): () => void {
    send = sender;
    judge = judgement;
    if (!isLoaded) {
      isLoaded = true;
      store(readKept());
    }
    const retry = () => void flush();
    window.addEventListener("online", retry);
    void flush();
    return () => {
      window.removeEventListener("online", retry);
      clearTimeout(timer);
    };
  },
  add(note: OutgoingNote): void {
    store([...notes, note]);
    void flush();
  },
  discard(id: string): void {
    store(notes.filter((note) => note.id !== id));
  },
};

async function flush(): Promise<void> {
  if (isSending || !send) return;
  clearTimeout(timer);
  isSending = true;
  try {
    for (let next = waiting()[0]; next; next = waiting()[0]) await attempt(next, send);
    failures = 0;
  } catch {
    const delay = RETRY_MS[Math.min(failures, RETRY_MS.length - 1)] ?? 8_000;
    failures += 1;
    timer = setTimeout(() => void flush(), delay);
  } finally {
    isSending = false;
  }
}

function waiting(): OutgoingNote[] {
  return notes.filter(({ refusal }) => refusal === null);
}

async function attempt(note: OutgoingNote, deliver: Send): Promise<void> {
  try {
    await deliver(note);
    outbox.discard(note.id);
  } catch (error) {
    const verdict = judge(error);
    if (verdict === true) throw error;
    store(notes.map((other) => (other.id === note.id ? { ...other, refusal: verdict } : other)));
  }
}

function store(next: OutgoingNote[]): void {
  notes = next;
  try {
    if (next.length === 0) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, JSON.stringify(next));
  } finally {
    connectionStore.setWaiting(waiting().length);
    for (const listener of listeners) listener();
  }
}

function readKept(): OutgoingNote[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(kept) ? (kept as OutgoingNote[]) : [];
  } catch {
    return [];
  }
}
