import type { ClusterObject } from "#server/rca/index.ts";

const SECRET_NAME = /pass(word|wd|phrase)?|secret|token|credential|api[-_]?key|private[-_]?key|\bdsn\b/i;
const USER_IN_ADDRESS = /(\w+:\/\/)[^/\s:@]+:[^/\s@]+@/g;
const HIDDEN = "•••";
const LAST_APPLIED = "kubectl.kubernetes.io/last-applied-configuration";

/** An object as an investigation reads it: with its kind, without the book-keeping of fields, and with what looks like a secret blotted out. */
export function tidied(kind: string, object: Record<string, unknown>): ClusterObject {
  const { managedFields: _managed, ...metadata } = (object.metadata ?? {}) as Record<string, unknown>;
  const annotations = { ...((metadata.annotations ?? {}) as Record<string, string>) };
  delete annotations[LAST_APPLIED];
  const kept = { ...object, kind, metadata: { ...metadata, ...(metadata.annotations ? { annotations } : {}) } };
  return withoutSecrets(kept) as ClusterObject;
}

function withoutSecrets(value: unknown): unknown {
  if (typeof value === "string") return value.includes("://") ? value.replace(USER_IN_ADDRESS, `$1${HIDDEN}@`) : value;
  if (Array.isArray(value)) return value.map(withoutSecrets);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value);
  const isSecretVariable = entries.some(([key, name]) => key === "name" && typeof name === "string" && SECRET_NAME.test(name));
  return Object.fromEntries(entries.map(([key, inner]) => [key, isSecretVariable && key === "value" ? HIDDEN : withoutSecrets(inner)]));
}
