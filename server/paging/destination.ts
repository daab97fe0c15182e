import { unseal } from "#server/platform/seal.ts";
import { ChannelError, type Destination } from "./channel.ts";
import type { Claimed } from "./claim-due.ts";

type Sealed = Pick<Claimed, "methodId" | "recipient" | "destination" | "allowedHosts">;

/** Where a message goes, as it was read when it was claimed, so that a correction counts at once. Opens its secrets. */
export async function destinationOf({ methodId, recipient, destination, allowedHosts }: Sealed): Promise<Destination> {
  if (!destination) throw new ChannelError("This means of reaching them was removed or turned off.", { isFinal: true });
  const table = recipient ? "contact_method" : "connection";
  return { ...destination, secrets: await opened(table, methodId ?? "", destination.secrets), allowedHosts };
}

/** Each sealed for its own place: table, name, row. */
async function opened(table: string, row: string, sealed: Record<string, string>): Promise<Record<string, string>> {
  const names = Object.keys(sealed);
  const values = await Promise.all(names.map((name) => unseal(sealed[name] ?? "", { table, column: `secrets.${name}`, row })));
  return Object.fromEntries(names.map((name, index) => [name, values[index] ?? ""]));
}
