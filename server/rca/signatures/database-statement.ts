import { told } from "./told.ts";

const LOOKS = {
  metrics: "Errors of one operation rise to all of its calls at once.",
  logs: "“syntax error”, “relation … does not exist”, “unknown column”.",
  cluster: "Nothing, or a migration job that failed or never ran.",
};

export const DATABASE_STATEMENT = [
  told({
    name: "database-statement",
    title: "Database statement not valid",
    looks: LOOKS,
    says: [
      /\b(?:sql )?syntax error\b|\berror in your sql syntax\b|\b(?:relation|table|column|function|field) \S+ (?:does not|doesn'?t) exist\b|\bno such (?:table|column)\b|\bunknown column\b|\bundefined (?:table|column)\b|\bORA-\d{5}\b|\bQuery execution failed\b/i,
    ],
    whys: [
      ["Why did {service} fail?", "The database could not run the statement it sent"],
      ["Why is the statement wrong?", "A mistake in a release, or a schema that it was not written for"],
    ],
    test: "Find the statement in the code, and when that line last changed; compare the schema with what it needs.",
    now: ["Roll back to the release before, or correct the statement."],
    short: "Run each statement against the real schema in the build.",
    medium: "Release schema and code in an order that fits both.",
    long: "Build statements in one place that is tested.",
    notCaught: "No test ran this statement against the schema of production.",
  }),
];
