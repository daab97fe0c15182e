import { AskQuestion } from "#lib/contracts/status/commands.ts";
import { CreateLink } from "#lib/contracts/status/link.ts";
import { ScheduleMaintenance } from "#lib/contracts/status/maintenance.ts";
import { db } from "#server/platform/db.ts";
import { newId } from "#server/platform/id.ts";
import type { Someone } from "#server/testing/commands.ts";
import { archivePage, changePage } from "../change-page.ts";
import { createLink } from "../links/links.ts";
import { scheduleMaintenance } from "../maintenance/schedule.ts";
import { askQuestion } from "../questions.ts";
import { aPage, publish } from "./pages.ts";

type Cast = { admin: Someone; commander: Someone; other: Someone; reference: string; service: string };

/** The page “acme” with one of everything that operations name, by the stand-ins of their examples. `name`: the operation. */
export async function aPageScene(name: string, { admin, commander, other, reference, service }: Cast): Promise<Record<string, unknown>> {
  const { payments } = await aPage(admin, service);
  const publication = (await publish(commander, { reference })).id;
  if (name.endsWith("public_postmortem")) await publish(commander, { reference, status: "resolved", text: "It is over.", accepts: true });
  const question = (await askQuestion(other, AskQuestion.parse({ reference, text: "Was any data lost?" }))).id;
  const window = { startsAt: "2099-01-01T00:00:00Z", endsAt: "2099-01-01T01:00:00Z" };
  const plan = ScheduleMaintenance.parse({ page: "acme", title: "Upgrade", text: "Slow", components: [payments], ...window });
  const maintenance = (await scheduleMaintenance(commander, plan)).id;
  const link = (await createLink(admin, CreateLink.parse({ slug: "acme", kind: "stakeholders", name: "Executives" }))).id;
  const request = /^(approve|decline)_update$/.test(name) ? await aRequest(admin, other, reference) : "";
  const subscriber = await aSubscriber();
  if (name === "restore_status_page") await archivePage(admin, { slug: "acme" });
  return { publication, question, "announced maintenance": maintenance, "status link": link, request, subscriber, component: [payments] };
}

async function aRequest(admin: Someone, author: Someone, reference: string): Promise<string> {
  const { version } = await db().statusPage.findUniqueOrThrow({ where: { slug: "acme" } });
  await changePage(admin, { slug: "acme", version, settings: { needsApproval: true } });
  return (await publish(author, { reference, text: "It waits." })).id;
}

async function aSubscriber(): Promise<string> {
  const { id: pageId, createdAt } = await db().statusPage.findUniqueOrThrow({ where: { slug: "acme" } });
  const id = newId();
  const data = { id, pageId, kind: "email", address: "nina@customer.example", components: [], wanted: [] };
  await db().statusSubscriber.create({ data: { ...data, createdAt, askedAt: createdAt, confirmedAt: createdAt } });
  return id;
}
