import type { Api } from "./api.ts";
import type { Cast } from "./people.ts";
import { declare } from "./room.ts";

export type Scene = { reference: string; drill: string; ended: string; secret: string; service: string; invitation: string; run: string };

const LOG = "```\n12:04:11 checkout-7f9 ERROR upstream timed out (110) while reading response header\n```";
const TABLE = "| Region | Errors |\n|---|---|\n| eu-central | 18 % |\n| us-east | 0.2 % |";

/** One of everything that a screen can show. */
export async function setScene(api: (who: keyof Cast) => Api, cast: Cast): Promise<Scene> {
  const [ada, grace, linus] = [api("ada"), api("grace"), api("linus")];
  const tag = Date.now().toString(36);
  const { id: team } = await ada.teams.create.mutate({ name: `Payments ${tag}`, description: "Cards, wallets, refunds" });
  await ada.teams.setMember.mutate({ id: team, person: cast.grace.id, isLead: true });
  const ledger = await ada.services.create.mutate({ name: `Ledger ${tag}`, tier: 2, team });
  const checkout = await ada.services.create.mutate({
    name: `Checkout ${tag}`,
    description: "From the basket to the receipt",
    tier: 1,
    team,
    revenuePerMinute: 420,
    slos: [{ name: "Orders accepted", objective: 0.999, windowDays: 28 }],
    dependsOn: [ledger.id],
  });
  const reference = await fullRoom(grace, linus, cast, checkout.id);
  const drill = await declare(grace, "Drill: the primary database is gone", { kind: "drill", severity: "SEV2" });
  const ended = await endedRoom(linus, checkout.id);
  const secret = await declare(grace, "A laptop with customer data was left on a train", {
    visibility: "private",
    members: [cast.linus.id],
    severity: "SEV2",
  });
  const { link } = await ada.people.invite.mutate({ email: `new.${tag}@example.com`, role: "responder" });
  const { id: run } = await grace.agents.start.mutate({
    agent: "incident-commander",
    prompt: "Change the severity to SEV2: only cards are affected",
    incident: reference,
  });
  return { run, reference, drill, ended, secret, service: checkout.slug, invitation: new URL(link).searchParams.get("token") ?? "" };
}

async function fullRoom(grace: Api, linus: Api, cast: Cast, service: string): Promise<string> {
  const reference = await declare(grace, "Checkout refuses cards in Europe", {
    severity: "SEV1",
    summary: "One in five payments fails since **12:04**. Wallets work.",
    services: [service],
    startedAt: new Date(Date.now() - 26 * 60_000).toISOString(),
    figures: { usersPercent: 18, customers: 4_200, regions: ["eu-central"], text: "Cards only" },
  });
  const at = { reference };
  await grace.notes.add.mutate({ ...at, text: `Upstream times out:\n\n${LOG}` });
  await linus.notes.add.mutate({
    ...at,
    text: `Errors by region:\n\n${TABLE}\n\nSee [the dashboard](https://example.com/d/checkout) and \`checkout-7f9\`.`,
  });
  await linus.notes.add.mutate({ ...at, text: "Deploy of 12:02 is the only change", occurredAt: new Date(Date.now() - 20 * 60_000).toISOString() });
  const { entries } = await grace.room.read.query(at);
  const note = entries.find(({ fact }) => fact.kind === "note" && fact.text.startsWith("Deploy"))?.seq ?? 1;
  await grace.notes.mark.mutate({ ...at, entry: note, isPinned: true, isStarred: true });
  await linus.notes.amend.mutate({ ...at, entry: note, text: `Deploy of 12:02 is the only change, by @${"linus.brandt"}` });
  await linus.notes.add.mutate({ ...at, text: "@grace.okafor the rollback is ready when you are" });
  await grace.roles.assign.mutate({ ...at, role: "scribe", user: cast.linus.id, state: "active" });
  await grace.roles.assign.mutate({ ...at, role: "communications", user: cast.mara.id });
  for (const title of ["Roll back the deploy", "Tell the support desk", "Watch the error rate for ten minutes"])
    await grace.tasks.add.mutate({ ...at, title });
  const { room } = await grace.room.read.query(at);
  await linus.tasks.change.mutate({ ...at, id: room.tasks[0]?.id ?? "", state: "done" });
  await grace.incidents.addLink.mutate({ ...at, kind: "bridge", label: "Call", url: "https://example.com/call" });
  await grace.incidents.openInterval.mutate({ ...at, service, level: "partial", share: 0.2 });
  await grace.incidents.changeStatus.mutate({ ...at, to: "mitigating" });
  await grace.incidents.postUpdate.mutate({ ...at, text: "We are rolling back. Next update in 15 minutes." });
  return reference;
}

async function endedRoom(linus: Api, service: string): Promise<string> {
  const reference = await declare(linus, "Receipts are printed twice", { severity: "SEV4", services: [service] });
  await linus.incidents.changeStatus.mutate({ reference, to: "resolved", summary: "A retry without a key. Fixed by a key.", hasNoImpact: true });
  return reference;
}
