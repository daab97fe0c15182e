import type { IncomingMessage, ServerResponse } from "node:http";
import { mayUse } from "#server/platform/authorize.ts";
import { log } from "#server/platform/log.ts";
import { statusFolder } from "#server/status/index.ts";
import { createHandler, type Handle, openShelf, openTray } from "#server/status-server/index.ts";
import { addressOf } from "./address.ts";
import { ctxOf } from "./handle-api.ts";

const BASE = "/status";
/** What the console's own pages about status pages lie under. */
const OWN = new Set(["", "manage"]);

type Served = { everybody: Handle; people: Handle; isPublic: (slug: string) => boolean };
let served: Promise<Served> | undefined;

/** Whether an address is that of a status page, and not of the console's screen about them. */
export function isStatusPage(url: string | undefined): boolean {
  const [first, slug = ""] = (url ?? "").split("?", 1)[0]?.replace(/^\//, "").split("/") ?? [];
  return first === "status" && !OWN.has(slug);
}

/**
 * The same bytes as from the status server, under the console's own address. What is for people of this console alone (pages that ask to sign in,
 * and what stakeholders read) is answered only to them; for everybody else it is not there.
 */
export async function handleStatusPage(req: IncomingMessage, res: ServerResponse): Promise<void> {
  served ??= open();
  const { everybody, people, isPublic } = await served;
  const [, , slug = "", part = ""] = (req.url ?? "").split("?", 1)[0]?.split("/") ?? [];
  // A snapshot brings its own policy, and no header of the console's may loosen it.
  for (const name of ["x-frame-options", "content-security-policy"]) res.removeHeader(name);
  const isInside = part === "stakeholders" || !isPublic(slug);
  const isPerson = isInside && mayUse(await ctxOf(req, res), "status.read");
  await (isPerson ? people : everybody)(req, res);
}

async function open(): Promise<Served> {
  const report = (message: string) => log.warn(message);
  const [outside, inside, tray] = await Promise.all([
    openShelf(statusFolder("public"), report),
    openShelf(statusFolder("inside"), report),
    openTray(statusFolder("tray")),
  ]);
  const shared = { tray, base: BASE, addressOf };
  return {
    everybody: createHandler({ shelf: outside, ...shared }),
    people: createHandler({ shelf: inside, ...shared }),
    isPublic: (slug) => outside.pages.has(slug),
  };
}
