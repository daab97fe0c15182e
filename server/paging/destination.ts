import { checkOf, hostsNamedIn, notifiers, notifiersOfEnvironment } from "#server/platform/notifiers.ts";
import { unseal } from "#server/platform/seal.ts";
import { ChannelError, type Destination } from "./channel.ts";
import type { Claimed } from "./claim-due.ts";

type Sealed = Pick<Claimed, "channel" | "methodId" | "recipient" | "destination" | "allowedHosts">;

/** Where a message goes, as it was read when it was claimed, so that a correction counts at once. Opens its secrets. */
export async function destinationOf(claim: Sealed): Promise<Destination> {
  const { channel, methodId, recipient, destination, allowedHosts } = claim;
  if (!destination) return ofEnvironment(claim);
  if (recipient && channel === "slack") return toMember(destination.address);
  const table = recipient ? "contact_method" : "connection";
  const secrets = await opened(table, methodId ?? "", destination.secrets);
  return { ...destination, secrets, allowedHosts, ...(destination.name ? { check: checkOf(destination.name) } : {}) };
}

/** A connection without a row is the environment's. */
function ofEnvironment({ methodId, recipient, allowedHosts }: Sealed): Destination {
  const found = recipient ? undefined : notifiersOfEnvironment().find(({ id, problem }) => id === methodId && !problem);
  if (!found) throw new ChannelError("This means of reaching them was removed or turned off.", { isFinal: true });
  const { settings, secrets, check } = found;
  return { address: settings.url ?? "", settings, secrets, allowedHosts: [...allowedHosts, ...hostsNamedIn(settings)], check };
}

/** A member of Slack is written to by the app of the first connection. */
async function toMember(address: string): Promise<Destination> {
  const [app] = await notifiers("slack");
  if (!app) throw new ChannelError("Slack is no longer connected. Connect it in Settings → Connections, or set SLACK_BOT_TOKEN.", { isFinal: true });
  const { settings, secrets, allowedHosts, check } = app;
  return { address, settings, secrets, allowedHosts, check };
}

/** Each sealed for its own place: table, name, row. */
async function opened(table: string, row: string, sealed: Record<string, string>): Promise<Record<string, string>> {
  const names = Object.keys(sealed);
  const values = await Promise.all(names.map((name) => unseal(sealed[name] ?? "", { table, column: `secrets.${name}`, row })));
  return Object.fromEntries(names.map((name, index) => [name, values[index] ?? ""]));
}
