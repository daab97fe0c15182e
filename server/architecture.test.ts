import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Function as FunctionNode, parseSync } from "oxc-parser";
import { expect, test } from "vitest";

const ROOT = join(import.meta.dirname, "..");
const MOST_LINES = 300;
const GUARD = /\b(authorize(Person)?|changeIncident|changeTwo|appendToIncident)\s*[<(]/;
const TRANSACTION = /\b(transaction|inTransaction|inOneTransaction|changeIncident|changeTwo|appendToIncident|storeDeclaration)\s*[<(]/;
const TRACE = /\b(record|audit|changeIncident|changeTwo|appendToIncident|storeDeclaration)\s*[<(]/;

/** Files that open a transaction without anyone's permission, and why that is right. */
const UNGUARDED: Record<string, string> = {
  "server/auth/tables.ts": "hands the caller's transaction to the auth library",
  "server/auth/accept-invitation.ts": "the invitation's token is the right, and visits are counted",
  "server/auth/read-invitation.ts": "the invitation's token is the right, and visits are counted",
  "server/auth/read-password-link.ts": "the link's token is the right, and visits are counted",
  "server/auth/set-password-by-link.ts": "the link's token is the right, and visits are counted",
  "server/auth/password-link-for.ts": "run on the machine itself, by whoever may use its command line",
  "server/auth/setup-link.ts": "run on the machine itself by the supervisor",
  "server/auth/check-setup.ts": "a visitor asks: it counts the visit first",
  "server/auth/complete-setup.ts": "a visitor with the one-time link: it counts the visit, then the link decides",
  "server/auth/unattended-setup.ts": "run once at start from the environment",
  "server/contact/codes.ts": "its callers have authorised, and the means is one's own",
  "server/keys/first-key.ts": "run once at start from the environment",
  "server/status/page-lock.ts": "only the worker calls it, to write what somebody published with the right to",
  "server/status/subscribers/plan-news.ts": "only the worker calls it, for what somebody published with the right to",
  "server/status/subscribers/subscribe.ts": "a visitor asks: messages are bounded, and the link in them decides",
  "server/status/subscribers/take-forms.ts": "only the worker calls it; each form is decided by its token",
};

/** Files that open a transaction and leave no trace, and why that is right. */
const UNTRACED: Record<string, string> = {
  "server/runbooks/run/output-log.ts": "the output of a command: the step that it belongs to is the fact",
  "server/alerts/work/decide-alerts.ts": "what it decides stands with the alert, and the commands that carry it out leave the traces",
  "server/alerts/work/store-signals.ts": "a sender's message stands as it came beside what was read from it",
  "server/auth/tables.ts": "its callers write the audit row in the transaction it hands out",
  "server/auth/auth-handler.ts": "settle() writes the audit row in the transaction it opens",
  "server/auth/check-setup.ts": "only reads",
  "server/auth/read-invitation.ts": "only reads",
  "server/auth/read-password-link.ts": "only reads",
  "server/auth/password-link-for.ts": "storePasswordLink() writes the audit row",
  "server/contact/codes.ts": "a code that is sent changes nothing yet; using it leaves the trace",
  "server/contact/read-contact.ts": "only reads",
  "server/contact/test-method.ts": "a test message changes nothing but what is known of the means",
  "server/deadlines/repair-deadlines.ts": "puts a projection of the log right: nothing happened that the log does not say",
  "server/escalation/read-escalation.ts": "only reads",
  "server/escalation/simulate-escalation.ts": "only reads",
  "server/policies/read-policy-book.ts": "only reads",
  "server/notices/plan-notices.ts": "only reads in them; the decision and its messages are one statement, and stand as its trace",
  "server/notices/read-notice-book.ts": "only reads",
  "server/people/make-password-link.ts": "storePasswordLink() writes the audit row",
  "server/status/page-lock.ts": "only holds a lock in it",
  "server/status/subscribers/plan-news.ts": "the news and its messages are one transaction, and stand as its trace",
  "server/status/subscribers/subscribe.ts": "a wish changes nothing yet; who is told is nobody's business but theirs",
  "server/status/subscribers/take-forms.ts": "only holds a lock in it",
};

const ENVIRONMENT_READERS = [
  /^server\/platform\/env\.ts$/,
  /^server\/supervisor(\.ts$|\/)/,
  /^server\/status-server\.ts$/,
  /^server\/testing\//,
  /^server\/cli\/(main\.ts|muster\.mjs)$/,
  /^(scripts|bench|e2e|prisma\/seed)\//,
  /^[^/]+\.config\.ts$/,
];
const TIMELINE_WRITER = "server/timeline/store.ts";

type Source = { path: string; text: string };

const sources: Source[] = globSync(["*.{ts,mjs}", "{app,bench,components,e2e,lib,prisma,scripts,server}/**/*.{ts,tsx,mjs}"], {
  cwd: ROOT,
  exclude: ["**/node_modules/**"],
}).map((path) => ({ path, text: readFileSync(join(ROOT, path), "utf8") }));

const product = sources.filter(({ path }) => !/\.test\.tsx?$|(^|\/)testing\//.test(path));
const domains = product.filter(({ path }) => /^server\/(?!platform\/|api\/|http\/|jobs\/|realtime\/)[^/]+\/.*\.ts$/.test(path));

test("every exported command authorises before it does anything else", () => {
  const broken = domains.filter(({ path }) => !UNGUARDED[path]).flatMap((source) => commandsOf(source).filter(({ first }) => !GUARD.test(first)));
  expectNone(
    broken.map(({ path, name }) => `${path}: ${name}() opens a transaction, but its first statement does not authorise.`),
    "Start it with authorize(ctx, permission), authorizePerson(ctx, permission) or changeIncident(ctx, permission, …); only `if (…) throw` about the input may come before.",
  );
});

test("every file that opens a transaction records a fact or writes an audit row", () => {
  const broken = domains.filter(({ path, text }) => !UNTRACED[path] && TRANSACTION.test(text) && !TRACE.test(text));
  expectNone(
    broken.map(({ path }) => `${path} opens a transaction and leaves no trace.`),
    "Call incident.record(fact), record(tx, ctx, incident, fact) or audit(tx, ctx, entry) in the same transaction.",
  );
});

test("the exceptions above are still needed", () => {
  const opening = new Set(domains.filter(({ text }) => TRANSACTION.test(text)).map(({ path }) => path));
  const stale = [...Object.keys(UNGUARDED), ...Object.keys(UNTRACED)].filter((path) => !opening.has(path));
  expectNone(stale, "These open no transaction any more: delete them from the list.");
});

test("the environment is read in one place", () => {
  const broken = product.filter(({ path, text }) => /\bprocess\.env\b/.test(text) && !ENVIRONMENT_READERS.some((reader) => reader.test(path)));
  expectNone(
    broken.map(({ path }) => `${path} reads process.env.`),
    "Add the name to the schema in server/platform/env.ts and call env().",
  );
});

test("one file writes the timeline", () => {
  const writes = /\binto\s+"?timeline_event\b|\b(update|delete\s+from)\s+"?timeline_event\b|\btimelineEvent\s*\.\s*(create|update|upsert|delete)/i;
  const broken = product.filter(({ path, text }) => path !== TIMELINE_WRITER && writes.test(text));
  expectNone(
    broken.map(({ path }) => `${path} writes to timeline_event.`),
    `Call record(), whose facts ${TIMELINE_WRITER} stores with number, state, audit link and jobs.`,
  );
});

test(`no file is longer than ${MOST_LINES} lines`, () => {
  const lengths = sources.map(({ path, text }) => ({ path, lines: text.split("\n").length - 1 }));
  const broken = lengths.filter(({ lines }) => lines > MOST_LINES);
  expectNone(
    broken.map(({ path, lines }) => `${path} has ${lines} lines.`),
    "Split it by what its parts are about.",
  );
});

type Command = { path: string; name: string; first: string };

/** The exported functions of a file that open a transaction, each with the first statement that is not a refusal of its input. */
function commandsOf({ path, text }: Source): Command[] {
  const { program } = parseSync(path, text);
  return program.body.flatMap((statement) => {
    const declared = statement.type === "ExportNamedDeclaration" ? statement.declaration : null;
    if (declared?.type !== "FunctionDeclaration" || !TRANSACTION.test(sourceOf(text, declared.body))) return [];
    return [{ path, name: declared.id?.name ?? "default", first: firstStatement(text, declared) }];
  });
}

function firstStatement(text: string, declared: FunctionNode): string {
  const statements = declared.body?.body ?? [];
  const first = statements.find((statement) => statement.type !== "IfStatement" || !/^if \(.*\)\s*\{?\s*throw /s.test(sourceOf(text, statement)));
  return sourceOf(text, first);
}

function sourceOf(text: string, node: { start: number; end: number } | null | undefined): string {
  return node ? text.slice(node.start, node.end) : "";
}

function expectNone(broken: string[], instead: string): void {
  expect(broken, `${broken.join("\n")}\n${instead}`).toEqual([]);
}
