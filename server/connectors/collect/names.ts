/** Labels that say which service something belongs to, the surest first. */
export const SERVICE_LABELS = ["service", "service_name", "app", "app_kubernetes_io_name", "job", "container", "deployment", "namespace"] as const;

const plain = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]+/g, "");

/**
 * Which of these values of a label means the service: the same name, the same but for case and punctuation, or the last part of a path as in
 * `shop/checkout`. Null when none does. Pure.
 */
export function valueMeaning(service: string, values: readonly string[]): string | null {
  if (values.includes(service)) return service;
  const wanted = plain(service);
  return values.find((value) => plain(value) === wanted) ?? values.find((value) => plain(value.split("/").at(-1) ?? "") === wanted) ?? null;
}

/** A value as it stands between double quotes in PromQL and LogQL. Pure. */
export function quoted(value: string): string {
  return `"${value.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n")}"`;
}
