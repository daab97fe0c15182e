import type { KubeObject } from "../../world/types.ts";

/** A change that somebody made through the API, when, of which object. `made`: the object as it became, by that change alone. */
export type Edit =
  | { kind: "patch"; at: number; key: string; change: Loose }
  | { kind: "create"; at: number; key: string; object: KubeObject }
  | { kind: "delete"; at: number; key: string };

export type Loose = Record<string, unknown>;

export const keyOf = ({ kind, metadata }: KubeObject): string => keyFor(kind, metadata.namespace ?? "", metadata.name);
export const keyFor = (kind: string, namespace: string, name: string): string => `${kind}/${namespace}/${name}`;

export const isLoose = (value: unknown): value is Loose => typeof value === "object" && value !== null && !Array.isArray(value);
