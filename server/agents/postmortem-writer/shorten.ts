/** A postmortem for people who decide: what it was, what it cost, why, and the first things to do. Cites and figures stay. Pure. */
export function shortenPostmortem(title: string, markdown: string): string {
  const section = (name: string): string =>
    markdown
      .split(/^## /m)
      .find((part) => part.startsWith(name))
      ?.slice(name.length)
      .trim() ?? "";
  const rows = section("Incident Summary")
    .split("\n")
    .filter((line) => /^\| (?:Duration|Severity|Impact|Customers affected|Revenue impact) \|/i.test(line))
    .map((line) =>
      line
        .split("|")
        .slice(1, 3)
        .map((cell) => cell.trim()),
    )
    .map(([field, value]) => `- **${field}**: ${value}`);
  const cause = section("Root Cause").split("\n\n")[0] ?? "";
  const first = section("Action Items")
    .split("\n")
    .filter((line) => /^\| P[01] \|/.test(line))
    .slice(0, 3)
    .map((line) =>
      line
        .split("|")
        .slice(1, 5)
        .map((cell) => cell.trim()),
    )
    .map(([priority, action, owner, due]) => `- ${priority} ${action} (${owner}, ${due})`);
  const parts = [
    `## ${title}: in short`,
    rows.join("\n"),
    section("What Happened").split("\n\n")[0] ?? "",
    cause ? `**Why**: ${cause}` : "",
    first.length > 0 ? `**Next**:\n\n${first.join("\n")}` : "",
  ];
  return parts.filter((part) => part.trim() !== "").join("\n\n");
}
