const COMMANDS = [
  "wget",
  "curl",
  "bash",
  "sh",
  "python",
  "python3",
  "node",
  "java",
  "npm",
  "sleep",
  "nginx",
  "ruby",
  "perl",
  "tail",
  "echo",
  "cat",
  "sed",
  "redis-server",
  "mysqld",
  "postgres",
];

/** The command that was probably meant: one letter more, less or other. */
export function likely(missing: string): string {
  const name = missing.split("/").at(-1) ?? "";
  const meant = COMMANDS.find((known) => known !== name && isNear(known, name));
  return meant ? `, probably a misspelling of ${meant}` : "";
}

export function isNear(one: string, other: string): boolean {
  if (Math.abs(one.length - other.length) > 1 || one.length < 3) return false;
  let at = 0;
  while (at < one.length && one[at] === other[at]) at += 1;
  const [rest, left] = [one.slice(at), other.slice(at)];
  const isSwapped = rest.length > 1 && rest[0] === left[1] && rest[1] === left[0] && rest.slice(2) === left.slice(2);
  return rest.slice(1) === left || rest === left.slice(1) || rest.slice(1) === left.slice(1) || isSwapped;
}
