const NOISE = /^(metadata\.(labels\.(pod-template-hash|controller-revision-hash)|creationTimestamp)|.*\.termination(MessagePath|MessagePolicy)$)/;
const MOST = 40;

/** What differs between two pod templates, a line taken away and a line added for each, as diffs are read. Pure. */
export function diffOfTemplates(before: unknown, after: unknown): string[] {
  const [old, fresh] = [flat(before), flat(after)];
  const paths = [...new Set([...old.keys(), ...fresh.keys()])].filter((path) => !NOISE.test(path) && old.get(path) !== fresh.get(path)).sort();
  const lines = paths.flatMap((path) => [
    ...(old.has(path) ? [`- ${path}: ${old.get(path)}`] : []),
    ...(fresh.has(path) ? [`+ ${path}: ${fresh.get(path)}`] : []),
  ]);
  return lines.length > MOST ? [...lines.slice(0, MOST), `… and ${lines.length - MOST} more lines`] : lines;
}

/** Paths to values. Members of lists that have a name are found by it, so that a new first one does not change all. */
function flat(value: unknown, path = "", into = new Map<string, string>()): Map<string, string> {
  if (Array.isArray(value)) {
    for (const [index, member] of value.entries()) {
      const name = (member as { name?: unknown } | null)?.name;
      flat(member, `${path}[${typeof name === "string" ? name : index}]`, into);
    }
  } else if (typeof value === "object" && value !== null) {
    for (const [key, inner] of Object.entries(value)) flat(inner, path ? `${path}.${key}` : key, into);
  } else if (value !== undefined && !/\]\.name$/.test(path)) into.set(path, String(value));
  return into;
}
