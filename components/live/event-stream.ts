const RETRY_MS = [500, 1_000, 2_000, 4_000, 8_000];
const HIDDEN_CLOSE_MS = 60_000;
/** The server says something at least every 15 s; a longer silence means that the line is dead. */
const SILENCE_MS = 40_000;

export type StreamState = "connecting" | "open" | "lost";

export type StreamOptions = {
  /** Address of the stream after what was received; `after` null where the stream keeps no position. */
  url: (after: number | null) => string;
  after: number | null;
  events: Record<string, (data: unknown, id: number | null) => void>;
  onState: (state: StreamState) => void;
};

/**
 * A server-sent event stream that always comes back: it resumes after the last id it received, backs off with jitter, closes while the
 * page is hidden for a minute, and treats silence as loss. Returns how to close it.
 */
export function openEventStream({ url, after, events, onState }: StreamOptions): () => void {
  let source: EventSource | null = null;
  let cursor = after;
  let failures = 0;
  let isClosed = false;
  let retry: ReturnType<typeof setTimeout> | undefined;
  let hiding: ReturnType<typeof setTimeout> | undefined;
  let silence: ReturnType<typeof setTimeout> | undefined;

  function connect(): void {
    clearTimeout(retry);
    if (isClosed || source) return;
    onState(failures === 0 ? "connecting" : "lost");
    const opened = new EventSource(url(cursor));
    source = opened;
    opened.onopen = () => {
      failures = 0;
      onState("open");
      listenForSilence();
    };
    opened.onerror = () => {
      if (opened.readyState === EventSource.CLOSED) void leaveIfRefused(opened.url);
      lose(opened);
    };
    for (const [name, heard] of Object.entries(events)) {
      opened.addEventListener(name, (event) => {
        listenForSilence();
        const id = event.lastEventId ? Number(event.lastEventId) : null;
        if (id !== null && cursor !== null) cursor = Math.max(cursor, id);
        heard(JSON.parse(event.data), id);
      });
    }
  }

  function drop(): void {
    clearTimeout(silence);
    source?.close();
    source = null;
  }

  function lose(lost: EventSource): void {
    if (source !== lost) return;
    drop();
    if (isClosed || document.hidden) return;
    onState("lost");
    const base = RETRY_MS[Math.min(failures, RETRY_MS.length - 1)] ?? 8_000;
    failures += 1;
    retry = setTimeout(connect, base * (0.5 + Math.random()));
  }

  function listenForSilence(): void {
    clearTimeout(silence);
    const listening = source;
    silence = setTimeout(() => listening && lose(listening), SILENCE_MS);
  }

  function onVisibility(): void {
    clearTimeout(hiding);
    if (document.hidden) hiding = setTimeout(drop, HIDDEN_CLOSE_MS);
    else connect();
  }

  function onOnline(): void {
    failures = Math.min(failures, 1);
    connect();
  }

  function onOffline(): void {
    if (source) lose(source);
  }

  document.addEventListener("visibilitychange", onVisibility);
  window.addEventListener("online", onOnline);
  window.addEventListener("offline", onOffline);
  connect();
  return () => {
    isClosed = true;
    clearTimeout(retry);
    clearTimeout(hiding);
    drop();
    document.removeEventListener("visibilitychange", onVisibility);
    window.removeEventListener("online", onOnline);
    window.removeEventListener("offline", onOffline);
  };
}

/**
 * The server answered, but not with a stream: the session ended, or the incident is no longer this person's to see. The page is asked
 * for again, and the server shows what there is instead; what was typed is kept in the browser.
 */
async function leaveIfRefused(url: string): Promise<void> {
  const asking = new AbortController();
  const status = await fetch(url, { signal: asking.signal }).then(
    (answer) => answer.status,
    () => null,
  );
  asking.abort();
  if (status === 401 || status === 404) window.location.reload();
}
