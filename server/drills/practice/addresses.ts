import type { Drill } from "#generated/prisma/client.ts";
import type { System } from "../serve.ts";

/** Where the systems of a drill answer; null while its world is not there. */
export function addressesIn({ addresses, state }: Pick<Drill, "addresses" | "state">): Partial<Record<System, string>> | null {
  return state === "running" && addresses !== null && typeof addresses === "object" ? (addresses as Partial<Record<System, string>>) : null;
}
