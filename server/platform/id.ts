import { v5, v7 } from "uuid";

/** A new time-ordered id (UUID version 7, RFC 9562). */
export function newId(): string {
  return v7();
}

const NAMESPACE = "6f1d7a0e-5b3c-4c1e-9a55-7d0c1f0a9b21";

/** The same id for the same name, for what has to be made once (UUID version 5). */
export function namedId(name: string): string {
  return v5(name, NAMESPACE);
}
