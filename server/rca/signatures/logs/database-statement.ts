import type { Signature } from "../signature.ts";

export const DATABASE_STATEMENT: Signature = {
  name: "database_statement_invalid",
  title: "Database statement not valid",
  says: [
    /\b(?:sql )?syntax error\b|\berror in your sql syntax\b|\b(?:relation|table|column|function|field) \S+ (?:does not|doesn'?t) exist\b|\bno such (?:table|column)\b|\bunknown column\b|\bundefined (?:table|column)\b|\bORA-\d{5}\b|\bQuery execution failed\b/i,
  ],
  whys: [
    { why: "Why did {service} fail?", because: "The database could not run the statement it sent" },
    { why: "Why is the statement wrong?", because: "A mistake in a release, or a schema that it was not written for" },
  ],
  test: "Find the statement in the code, and when that line last changed; compare the schema with what it needs.",
  recommendations: [
    { horizon: "immediate", text: "Roll back to the release before, or correct the statement." },
    { horizon: "short", text: "Run each statement against the real schema in the build." },
    { horizon: "medium", text: "Release schema and code in an order that fits both." },
    { horizon: "long", text: "Build statements in one place that is tested." },
  ],
  notCaught: "No test ran this statement against the schema of production.",
};
