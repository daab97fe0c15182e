import { NO_FILTERS, openEngine, type SchemaFile, type SchemaSource } from "./engine.ts";

/** The SQL that leads from one schema to the other, or null when there is no difference. The engine wants a database, and leaves it alone. */
export async function sqlBetween(databaseUrl: string, before: SchemaFile[], after: SchemaFile[]): Promise<string | null> {
  const sourceOf = (files: SchemaFile[]): SchemaSource => (files.length === 0 ? { tag: "empty" } : { tag: "schemaDatamodel", files });
  const engine = await openEngine(databaseUrl, after);
  try {
    const { exitCode, stdout } = await engine.diff({
      from: sourceOf(before),
      to: sourceOf(after),
      script: true,
      exitCode: true,
      shadowDatabaseUrl: null,
      filters: NO_FILTERS,
    });
    return exitCode === 0 ? null : (stdout ?? "");
  } finally {
    engine.free();
  }
}
