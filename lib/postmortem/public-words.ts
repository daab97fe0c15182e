/** Words that are meant for inside: what they are, and why they should not be public. */
export type InternalWords = { words: string; why: string };

const RULES: readonly [RegExp, string][] = [
  [/\[(?:#\d+|[ECH]\d+|opinion)\]/g, "It cites an entry or evidence that only people here can open."],
  [/\bINC-\d{4}-\d{4}-\d{3,}\b/g, "It is a reference of the console."],
  [/(?<![\p{L}\d.])@[\p{L}\d][\p{L}\d._-]*/gu, "It names somebody's handle."],
  [/\b[\p{L}\d._%+-]+@[\p{L}\d-]+(?:\.[\p{L}\d-]+)+\b/gu, "It is somebody's e-mail address."],
  [/\b(?:\d{1,3}\.){3}\d{1,3}(?::\d+)?\b/g, "It is an address of a machine."],
  [/\b[\w-]+(?:\.[\w-]+)*\.(?:internal|local|svc|lan|corp|intra)(?:\.[\w-]+)*\b/gi, "It is a name of a machine inside."],
  [
    /https?:\/\/(?:localhost|(?:\d{1,3}\.){3}\d{1,3}|[^\s/]*(?:grafana|kibana|datadog|slack|jira|pagerduty|linear)\.[^\s/]+)[^\s)]*/gi,
    "It leads to a tool that only people here can open.",
  ],
  [/\bSEV[1-4]\b/g, "It is a word of the console; say what customers noticed."],
];

/** What in a text should not be public, each once. `names`: of people here. Pure. */
export function internalIn(text: string, names: readonly string[]): InternalWords[] {
  const found = RULES.flatMap(([pattern, why]) => [...text.matchAll(pattern)].map(([words]) => ({ words, why })));
  const people = names.filter((name) => name.length > 2 && new RegExp(`(?<![\\p{L}\\d])${escaped(name)}(?![\\p{L}\\d])`, "u").test(text));
  const all = [...found, ...people.map((words) => ({ words, why: "It names somebody who works here." }))];
  return all.filter(({ words }, index) => all.findIndex((other) => other.words === words) === index);
}

/** A sentence without what only people here can open. Pure. */
export function withoutMarks(text: string): string {
  return text
    .replaceAll(/\s*\[(?:#\d+|[ECH]\d+|opinion)\]/g, "")
    .replaceAll(/\[([^\]]*)\]\(#[^)]*\)/g, "$1")
    .replaceAll(/[*_`]/g, "")
    .trim();
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
