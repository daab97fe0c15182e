const isTerminal = process.stdout.isTTY === true;
const hasColour = isTerminal && !process.env.NO_COLOR;
const CLEAR_LINE = "\r\x1b[K";
const REDRAW_EVERY_MS = 200;

let pending: { title: string; startedAt: number } | null = null;

export function dim(text: string): string {
  return hasColour ? `\x1b[2m${text}\x1b[22m` : text;
}

export function bold(text: string): string {
  return hasColour ? `\x1b[1m${text}\x1b[22m` : text;
}

/** Writes lines above the stage that is at work, if there is one. */
export function say(text: string): void {
  process.stdout.write(`${pending && isTerminal ? CLEAR_LINE : ""}${text}\n`);
  draw();
}

/** Runs one step of the start, showing its name and how long it takes; what `work` returns is said behind the name. */
export async function stage<T extends string>(title: string, work: () => Promise<T>): Promise<T> {
  const startedAt = Date.now();
  pending = { title, startedAt };
  const timer = setInterval(draw, REDRAW_EVERY_MS);
  draw();
  try {
    const outcome = await work();
    end("✓", outcome);
    return outcome;
  } catch (error) {
    end("✗", "failed");
    throw error;
  } finally {
    clearInterval(timer);
  }
}

function end(mark: string, outcome: string): void {
  if (!pending) return;
  const { title, startedAt } = pending;
  const line = `${mark} ${title}: ${outcome} ${dim(`(${seconds(Date.now() - startedAt)})`)}`;
  if (isTerminal) process.stdout.write(CLEAR_LINE);
  pending = null;
  say(line);
}

function draw(): void {
  if (pending && isTerminal) process.stdout.write(`${CLEAR_LINE}… ${pending.title} ${dim(seconds(Date.now() - pending.startedAt))}`);
}

export function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}
