import { unseal } from "#server/platform/seal.ts";
import { askPaging } from "#server/platform/sql.ts";
import { organisationSettings } from "#server/settings/index.ts";
import { ChannelError, type Destination } from "./channel.ts";
import type { Claimed } from "./claim-due.ts";

type MethodRow = { address: string; secrets: Record<string, string> };
type ConnectionRow = { settings: Record<string, unknown>; secrets: Record<string, string> };

/** Where a message goes: a person's means, their own address, or a connection; read when it is sent, so that a correction counts at once. */
export async function destinationOf({ methodId, recipient }: Claimed): Promise<Destination> {
  const { allowedHosts } = await organisationSettings();
  if (methodId === null) return { address: recipient?.email ?? "", settings: {}, secrets: {}, allowedHosts };
  return recipient ? methodDestination(methodId, allowedHosts) : connectionDestination(methodId, allowedHosts);
}

async function methodDestination(id: string, allowedHosts: readonly string[]): Promise<Destination> {
  const [row] = await askPaging<MethodRow>({
    name: "destination-method",
    text: "SELECT address, secrets FROM contact_method WHERE id = $1 AND verified_at IS NOT NULL",
    values: [id],
  });
  if (!row) throw new ChannelError("This means of reaching them was removed.", { isFinal: true });
  return { address: row.address, settings: {}, secrets: await opened("contact_method", id, row.secrets), allowedHosts };
}

async function connectionDestination(id: string, allowedHosts: readonly string[]): Promise<Destination> {
  const [row] = await askPaging<ConnectionRow>({
    name: "destination-connection",
    text: "SELECT settings, secrets FROM connection WHERE id = $1 AND is_enabled",
    values: [id],
  });
  if (!row) throw new ChannelError("The connection was removed or turned off.", { isFinal: true });
  const { url } = row.settings;
  return { address: typeof url === "string" ? url : "", settings: row.settings, secrets: await opened("connection", id, row.secrets), allowedHosts };
}

/** Each sealed for its own place: table, name, row. */
async function opened(table: string, row: string, sealed: Record<string, string>): Promise<Record<string, string>> {
  const entries = await Promise.all(
    Object.entries(sealed).map(async ([column, value]) => [column, await unseal(value, { table, column: `secrets.${column}`, row })] as const),
  );
  return Object.fromEntries(entries);
}
