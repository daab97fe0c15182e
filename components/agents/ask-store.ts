/** What somebody asks an agent, as it is sent. */
export type Request = { agent: string; prompt: string; incident: string | null };

/** The command bar: for everything, or for asking, with what stands in it. */
export type Bar = { mode: "all" | "ask"; text: string };

/** What the side panel shows: a request on its way, or a run. */
export type Panel = { request: Request } | { run: string };

type Shown = { bar: Bar | null; panel: Panel | null };

const NOTHING: Shown = { bar: null, panel: null };
const listeners = new Set<() => void>();
let shown = NOTHING;

function change(next: Partial<Shown>): void {
  shown = { ...shown, ...next };
  for (const tell of listeners) tell();
}

/** What of asking is open over the page; from anywhere. */
export const askStore = {
  subscribe(tell: () => void): () => void {
    listeners.add(tell);
    return () => listeners.delete(tell);
  },
  read: (): Shown => shown,
  readOnServer: (): Shown => NOTHING,
  openBar: (mode: Bar["mode"], text = ""): void => change({ bar: { mode, text }, panel: null }),
  closeBar: (): void => change({ bar: null }),
  ask: (request: Request): void => change({ bar: null, panel: { request } }),
  openRun: (run: string): void => change({ panel: { run } }),
  closePanel: (): void => change({ panel: null }),
};

/** Under which name the browser keeps what is being asked, until a run has it. */
export const ASK_DRAFT = "ask";

/** The incident that a page is about, by its path; what is asked there is about it. Pure. */
export function incidentAt(path: string): string | null {
  return /^\/incidents\/([^/]+)(?:\/investigation)?$/.exec(path)?.[1] ?? null;
}

const segmenter = new Intl.Segmenter(undefined, { granularity: "word" });

/** More than a word to look for: something that one may ask. In any script. Pure. */
export function readsAsSentence(text: string): boolean {
  let words = 0;
  for (const { isWordLike } of segmenter.segment(text.slice(0, 200))) {
    if (isWordLike) words += 1;
    if (words === 2) return true;
  }
  return words > 0 && /[?？؟]\s*$/.test(text);
}
