import { dim, say, seconds } from "#server/supervisor/terminal.ts";

const REDRAW_MS = 500;
/** Where lines cannot be redrawn, one a while says that work goes on. */
const LINE_MS = 10_000;
const isTerminal = process.stdout.isTTY === true;

export type Progress = { advance: (by: number) => void; done: () => void };

/** A line with how much is done, how fast, and how long it still takes. */
export function progress(title: string, total: number): Progress {
  const startedAt = Date.now();
  let count = 0;
  let saidAt = startedAt;
  const write = (text: string): void => void process.stdout.write(isTerminal ? `\r\x1b[K${text}` : `${text}\n`);
  return {
    advance(by) {
      count += by;
      if (Date.now() - saidAt < (isTerminal ? REDRAW_MS : LINE_MS)) return;
      saidAt = Date.now();
      const rate = count / ((saidAt - startedAt) / 1_000);
      write(`… ${title}: ${figure(count)} of ${figure(total)}, ${figure(Math.round(rate))} a second, ${left((total - count) / rate)} left`);
    },
    done() {
      if (isTerminal) process.stdout.write("\r\x1b[K");
      say(`✓ ${title}: ${figure(count)} ${dim(`(${seconds(Date.now() - startedAt)})`)}`);
    },
  };
}

function figure(number: number): string {
  return number.toLocaleString("en");
}

function left(duration: number): string {
  return duration < 60 ? `${Math.ceil(duration)} s` : `${Math.floor(duration / 60)} min ${Math.round(duration % 60)} s`;
}
