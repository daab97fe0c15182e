import { mkdirSync, watch } from "node:fs";
import { log } from "#server/platform/log.ts";
import { sendInLanes } from "#server/platform/send-in-lanes.ts";
import { statusFolder } from "../addresses.ts";
import { claimDue } from "./claim-due.ts";
import { forgetOld } from "./confirm.ts";
import { deliver } from "./deliver.ts";
import { forgetSetAside } from "./set-aside.ts";
import { takeForms } from "./take-forms.ts";

const LOOK_MS = 1_000;
const GATHER_MS = 30;
const FORGET_MS = 60 * 60_000;

/** Takes what visitors hand in, and sends what is due to subscribers. `look` looks at once; `stop` waits for what is being sent. */
export function startTelling(): { look: () => void; stop: () => Promise<void> } {
  const sender = sendInLanes({
    what: "news of status pages",
    lane: ({ subscriber }) => subscriber?.kind ?? "slack",
    claim: claimDue,
    deliver: (claimed) => deliver(claimed),
  });
  const stopTaking = startTaking(sender.look);
  const forget = () =>
    void Promise.all([forgetOld(), forgetSetAside()]).catch((error: unknown) =>
      log.warn({ error: String(error) }, "Old subscriptions were not forgotten yet."),
    );
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
