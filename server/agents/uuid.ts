import { Uuid } from "#lib/contracts/ids.ts";

export function isUuid(text: string): boolean {
  return Uuid.safeParse(text).success;
}
