import type { OwnAccount } from "#lib/contracts/account.ts";

export type Passkey = OwnAccount["passkeys"][number];

export function passkeyName({ name }: Passkey): string {
  return name?.trim() || "Passkey";
}
