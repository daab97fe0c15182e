import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { Uuid } from "#lib/contracts/ids.ts";
import { Email } from "#lib/contracts/people.ts";
import { takesSubscribers } from "#lib/contracts/status/page.ts";
import { databaseNow, transaction } from "#server/platform/db.ts";
import { NotFoundError } from "#server/platform/errors.ts";
import { newId } from "#server/platform/id.ts";
import { log } from "#server/platform/log.ts";
import { checkUrl } from "#server/platform/outgoing/index.ts";
import { statusFolder } from "../addresses.ts";
import { storedPage } from "../stored.ts";
import { confirmSubscription, endSubscription } from "./confirm.ts";
import { setAside } from "./set-aside.ts";
import { subscribe } from "./subscribe.ts";
import { takeQuestion } from "./take-question.ts";

const OneOrMany = z.union([z.string(), z.array(z.string())]).transform((given) => (typeof given === "string" ? [given] : given));
const Form = z.object({
  kind: z.enum(["subscribe", "confirm", "unsubscribe", "ask"]),
  slug: z.string(),
  fields: z.object({
    email: z.string().optional(),
    webhook: z.string().optional(),
    component: OneOrMany.optional(),
    token: z.string().optional(),
    incident: z.string().optional(),
    question: z.string().optional(),
  }),
});
type Form = z.infer<typeof Form>;

const MOST_AT_ONCE = 50;
/** As it is stored, with everything escaped: more than an index holds would be refused by the database. */
const LONGEST_WEBHOOK = 2_000;

/**
 * Does what visitors handed in, the oldest first, and takes it out of the tray. One worker at a time; what was being done when one died is done
 * again, which changes nothing more. What cannot be done at all is left out, for there is nobody to tell; what fails though the database answers is
 * set aside as `.failed`, so that it holds up nothing behind it. Answers with how many were taken.
 */
export async function takeForms(): Promise<number> {
  const folder = statusFolder("tray");
  const files = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith(".json")).sort();
  if (files.length === 0) return 0;
  return transaction(async (tx) => {
    const [lock] = await tx.$queryRaw<{ isMine: boolean }[]>`SELECT pg_try_advisory_xact_lock(hashtext('muster status tray')) AS "isMine"`;
    if (!lock?.isMine) return 0;
    const mine = files.slice(0, MOST_AT_ONCE);
    for (const file of mine) {
      const path = join(folder, file);
      await takeOne(path).catch(async (error: unknown) => {
        await databaseNow(tx);
        await setAside(path, error);
      });
    }
    return mine.length;
  });
}

async function takeOne(path: string): Promise<void> {
  const text = await readFile(path, "utf8").catch(() => null);
  if (text === null) return;
  const form = parsed(text);
  if (form) await carryOut(form, nameOf(path));
  await rm(path, { force: true });
}

function parsed(text: string): Form | null {
  try {
    return Form.parse(JSON.parse(text));
  } catch {
    log.info("A form of a status page was left out: it was not complete.");
    return null;
  }
}

/** Each form has an id of its own in its file's name, so that one that is taken again changes nothing. */
function nameOf(path: string): string {
  return /([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.json$/.exec(path)?.[1] ?? newId();
}

async function carryOut({ kind, slug, fields }: Form, named: string): Promise<void> {
  switch (kind) {
    case "subscribe":
      return wish(slug, fields);
    case "confirm":
      await confirmSubscription(fields.token ?? "");
      return;
    case "unsubscribe":
      await endSubscription(fields.token ?? "");
      return;
    case "ask":
      return ask(slug, fields, named);
    default:
      return kind satisfies never;
  }
}

async function wish(slug: string, { email, webhook, component = [] }: Form["fields"]): Promise<void> {
  const page = await storedPage(slug).catch(nobody);
  if (!page || !takesSubscribers(page.settings)) return;
  const components = component.filter((id) => Uuid.safeParse(id).success);
  if (component.length > 0 && components.length === 0) return;
  const address = Email.safeParse(email);
  if (address.success) await subscribe(page, { kind: "email", address: address.data, components });
  else if (webhook) {
    const url = publicAddress(webhook);
    if (url) await subscribe(page, { kind: "webhook", address: url, components });
  }
}

async function ask(slug: string, fields: Form["fields"], named: string): Promise<void> {
  const page = await storedPage(slug).catch(nobody);
  if (page) await takeQuestion(page, fields, named);
}

/** A visitor reaches nothing that an administrator allowed for others. */
function publicAddress(address: string): string | null {
  try {
    const { href } = checkUrl(address, []).url;
    return href.length <= LONGEST_WEBHOOK ? href : null;
  } catch {
    return null;
  }
}

function nobody(error: unknown): null {
  if (error instanceof NotFoundError) return null;
  throw error;
}
