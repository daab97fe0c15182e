import { mkdirSync, watch } from "node:fs";
import { log } from "#server/platform/log.ts";
import { statusFolder } from "../addresses.ts";
import { type Claimed, claimDue } from "./claim-due.ts";
import { forgetOld } from "./confirm.ts";
import { deliver } from "./deliver.ts";
import { takeForms } from "./take-forms.ts";

const LOOK_MS = 1_000;
const GATHER_MS = 30;
const FORGET_MS = 60 * 60_000;
/** At most this many at once of one kind: a mail server that hangs keeps no webhook waiting. */
const LANES = 6;
const MOST = 12;

/** Takes what visitors hand in, and sends what is due to subscribers. `look` looks at once; `stop` waits for what is being sent. */
export function startTelling(): { look: () => void; stop: () => Promise<void> } {
  const sender = startSending();
  const stopTaking = startTaking(sender.look);
  const forget = () => void forgetOld().catch((error: unknown) => log.warn({ error: String(error) }, "Old subscriptions were not forgotten yet."));
  const timer = setInterval(forget, FORGET_MS);
  forget();
  return {
    look: sender.look,
    stop: async () => {
      clearInterval(timer);
      await stopTaking();
      await sender.stop();
    },
  };
}

function startTaking(onTaken: () => void): () => Promise<void> {
  const folder = statusFolder("tray");
  mkdirSync(folder, { recursive: true });
  let taking: Promise<void> | undefined;
  let gathering: NodeJS.Timeout | undefined;
  const take = (): void => {
    gathering = undefined;
    taking ??= takeForms()
      .then((count) => {
        if (count > 0) onTaken();
      })
      .catch((error: unknown) => log.warn({ error: String(error) }, "The forms of status pages were not taken; trying again."))
      .finally(() => {
        taking = undefined;
      });
  };
  const watcher = watch(folder, () => {
    gathering ??= setTimeout(take, GATHER_MS);
  });
  watcher.on("error", () => undefined);
  const timer = setInterval(take, LOOK_MS);
  take();
  return async () => {
    watcher.close();
    clearInterval(timer);
    clearTimeout(gathering);
    await taking;
  };
}

function startSending(): { look: () => void; stop: () => Promise<void> } {
  const sending = new Map<Claimed, Promise<void>>();
  let looking: Promise<void> | undefined;
  let isStopped = false;
  const laneOf = ({ subscriber }: Claimed): string => subscriber?.kind ?? "slack";
  const full = (): string[] => [...Map.groupBy(sending.keys(), laneOf)].filter(([, held]) => held.length >= LANES).map(([lane]) => lane);
  const keep = (claimed: Claimed): void => {
    const kept = deliver(claimed)
      .catch((error: unknown) => log.warn({ error: String(error) }, "What came of a message was not recorded; its lease runs out first."))
      .finally(() => {
        sending.delete(claimed);
        look();
      });
    sending.set(claimed, kept);
  };
  const look = (): void => {
    if (isStopped || looking) return;
    looking = claimDue(MOST, full())
      .then((claimed) => {
        for (const one of claimed) keep(one);
      })
      .catch((error: unknown) => log.warn({ error: String(error) }, "What subscribers are due could not be read; trying again."))
      .finally(() => {
        looking = undefined;
      });
  };
  const timer = setInterval(look, LOOK_MS);
  return {
    look,
    stop: async () => {
      isStopped = true;
      clearInterval(timer);
      await looking;
      await Promise.allSettled(sending.values());
    },
  };
}
