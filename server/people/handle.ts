import { Handle, MAX_HANDLE_LENGTH } from "#lib/contracts/people.ts";
import type { Transaction } from "#server/platform/db.ts";

/** Handles to try for a person, best first: from the name, else from the e-mail address, then numbered. Pure and endless. */
export function* handlesFor(name: string, email: string): Generator<string> {
  const bases = [slugOf(name), slugOf(email.split("@")[0] ?? ""), "person"].filter((base) => Handle.safeParse(base).success);
  yield* bases.slice(0, 2);
  const base = bases[0] ?? "person";
  for (let number = 2; ; number += 1) {
    const ending = String(number);
    yield `${base.slice(0, MAX_HANDLE_LENGTH - ending.length)}${ending}`;
  }
}

function slugOf(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .replace(/ß/g, "ss")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ".")
    .slice(0, MAX_HANDLE_LENGTH)
    .replace(/^\.+|\.+$/g, "");
}

/** The first handle that nobody has. Call it under the lock of `createPerson`. */
export async function freeHandle(tx: Transaction, name: string, email: string): Promise<string> {
  for (const handle of handlesFor(name, email)) {
    if (!(await tx.user.findUnique({ where: { handle }, select: { id: true } }))) return handle;
  }
  throw new Error("unreachable: the candidates never end");
}
