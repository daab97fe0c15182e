import { type Awareness, applyAwarenessUpdate, encodeAwarenessUpdate } from "y-protocols/awareness";
import * as Y from "yjs";
import { openEventStream } from "#components/live/event-stream.ts";
import { fromBase64, toBase64 } from "./base64.ts";

export type SaveState = { kind: "saved" } | { kind: "saving" } | { kind: "offline" } | { kind: "refused"; reason: string };

type Refusal = { status: number; detail: string };
type ProviderOptions = {
  reference: string;
  /** Names what waits in this browser. */
  id: string;
  doc: Y.Doc;
  awareness: Awareness;
  after: number;
  send: (update: string) => Promise<unknown>;
  tellCursor: (awareness: string) => Promise<unknown>;
  refusalOf: (error: unknown) => Refusal;
  onState: (state: SaveState) => void;
  onChanged: () => void;
};

const REMOTE = "remote";
const SEND_AFTER_MS = 60;
const CURSOR_AFTER_MS = 120;
const CURSOR_AGAIN_MS = 12_000;
const RETRY_MS = [500, 1_000, 2_000, 4_000, 8_000];

/**
 * Keeps a document and its log together: what is typed waits in this browser until the server has it, and what others typed comes by the
 * stream. Nothing is taken off the waiting before it was acknowledged, so a reload or a cut loses no keystroke.
 */
export function openProvider(options: ProviderOptions): () => void {
  const { reference, id, doc, awareness, onState } = options;
  const key = `muster:postmortem:${id}`;
  let waiting: Uint8Array | null = restore(key);
  let flying: Uint8Array | null = null;
  let failures = 0;
  let isClosed = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let cursorTimer: ReturnType<typeof setTimeout> | undefined;

  if (waiting) Y.applyUpdate(doc, waiting, "kept");

  function keep(): void {
    const all = [flying, waiting].filter((one) => one !== null);
    store(key, all.length > 0 ? Y.mergeUpdates(all) : null);
  }

  function soon(delay: number): void {
    clearTimeout(timer);
    timer = setTimeout(() => void flush(), delay);
  }

  async function flush(): Promise<void> {
    if (flying || !waiting || isClosed) return;
    flying = waiting;
    waiting = null;
    onState({ kind: "saving" });
    try {
      await options.send(toBase64(flying));
      flying = null;
      failures = 0;
      keep();
      if (waiting) soon(SEND_AFTER_MS);
      else onState({ kind: "saved" });
    } catch (error) {
      waiting = Y.mergeUpdates([flying, waiting].filter((one) => one !== null));
      flying = null;
      keep();
      const refusal = options.refusalOf(error);
      if (refusal.status >= 400 && refusal.status < 500 && refusal.status !== 429) return onState({ kind: "refused", reason: refusal.detail });
      onState({ kind: "offline" });
      soon(RETRY_MS[Math.min(failures, RETRY_MS.length - 1)] ?? 8_000);
      failures += 1;
    }
  }

  function typed(update: Uint8Array, origin: unknown): void {
    if (origin === REMOTE) return;
    waiting = waiting ? Y.mergeUpdates([waiting, update]) : update;
    keep();
    onState({ kind: "saving" });
    if (!flying) soon(SEND_AFTER_MS);
  }

  function tellSoon(): void {
    cursorTimer ??= setTimeout(() => {
      cursorTimer = undefined;
      if (!isClosed && awareness.getLocalState())
        options.tellCursor(toBase64(encodeAwarenessUpdate(awareness, [doc.clientID]))).catch(() => undefined);
    }, CURSOR_AFTER_MS);
  }

  function moved({ added, updated }: { added: number[]; updated: number[] }, origin: unknown): void {
    const isOwn = origin !== REMOTE && [...added, ...updated].includes(doc.clientID);
    const isNewcomer = origin === REMOTE && added.some((client) => client !== doc.clientID);
    if (isOwn || isNewcomer) tellSoon();
  }

  doc.on("update", typed);
  awareness.on("update", moved);
  const again = setInterval(tellSoon, CURSOR_AGAIN_MS);
  const back = (): void => soon(0);
  window.addEventListener("online", back);
  const closeStream = openEventStream({
    url: (after) => `/api/live/postmortems/${reference}?after=${after}`,
    after: options.after,
    events: {
      message: (data) => Y.applyUpdate(doc, fromBase64((data as { update: string }).update), REMOTE),
      cursor: (data) => applyAwarenessUpdate(awareness, fromBase64((data as { awareness: string }).awareness), REMOTE),
      changed: options.onChanged,
      beat: () => undefined,
    },
    onState: (state) => {
      if (state === "lost") onState({ kind: "offline" });
      else if (state === "open") {
        if (waiting) soon(0);
        else if (!flying) onState({ kind: "saved" });
      }
    },
  });
  if (waiting) soon(0);
  tellSoon();

  return () => {
    void flush();
    isClosed = true;
    clearTimeout(timer);
    clearTimeout(cursorTimer);
    clearInterval(again);
    window.removeEventListener("online", back);
    closeStream();
    doc.off("update", typed);
    awareness.off("update", moved);
  };
}

function restore(key: string): Uint8Array | null {
  try {
    const kept = localStorage.getItem(key);
    return kept ? fromBase64(kept) : null;
  } catch {
    return null;
  }
}

/** Storage may be full or forbidden: then the page itself still holds what was typed. */
function store(key: string, update: Uint8Array | null): void {
  try {
    if (update) localStorage.setItem(key, toBase64(update));
    else localStorage.removeItem(key);
  } catch {
    return;
  }
}
