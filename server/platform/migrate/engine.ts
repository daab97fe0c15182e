import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import pg from "pg";

export type SchemaFile = { path: string; content: string };
export type SchemaSource = { tag: "empty" } | { tag: "schemaDatamodel"; files: SchemaFile[] };
type Filters = { externalTables: string[]; externalEnums: string[] };

type MigrationDirectory = { path: string; migrationFile: { path: string; content: { tag: "ok"; value: string } } };

/** What we use of Prisma's schema engine. */
export type SchemaEngine = {
  diff(input: { from: SchemaSource; to: SchemaSource; script: true; exitCode: boolean; shadowDatabaseUrl: null; filters: Filters }): Promise<{ exitCode: number; stdout?: string | null }>;
  applyMigrations(input: {
    migrationsList: { baseDir: string; lockfile: { path: string; content: string }; shadowDbInitScript: string; migrationDirectories: MigrationDirectory[] };
    filters: Filters;
  }): Promise<{ appliedMigrationNames: string[] }>;
  free(): void;
};

type EngineModule = {
  __wbg_set_wasm(exports: WebAssembly.Exports): void;
  SchemaEngine: { new: (input: { datamodels: [string, string][] }, log: (line: string) => void, factory: unknown) => Promise<SchemaEngine> };
};

export const NO_FILTERS: Filters = { externalTables: [], externalEnums: [] };

/**
 * Prisma's own schema engine as WebAssembly, over an ordinary connection: no native binary is downloaded. The package exports no entry
 * for it, so its parts are taken by path.
 */
export async function openEngine(databaseUrl: string, files: SchemaFile[]): Promise<SchemaEngine> {
  const folder = join(import.meta.dirname, "../../../node_modules/@prisma/schema-engine-wasm");
  const engine = (await import(pathToFileURL(join(folder, "schema_engine_bg.js")).href)) as EngineModule;
  const module = await WebAssembly.compile(readFileSync(join(folder, "schema_engine_bg.wasm")));
  const { exports } = await WebAssembly.instantiate(module, { "./schema_engine_bg.js": engine as unknown as WebAssembly.ModuleImports });
  engine.__wbg_set_wasm(exports);
  (exports.__wbindgen_start as () => void)();
  const factory = bindMigrationAwareSqlAdapterFactory(new WholeScripts(databaseUrl));
  return engine.SchemaEngine.new({ datamodels: files.map(({ path, content }) => [path, content]) }, () => undefined, factory);
}

/**
 * Sends each migration as one message, which Postgres runs as one transaction: all of it or nothing. The adapter's own way cuts scripts
 * at every semicolon, also inside function bodies.
 */
class WholeScripts extends PrismaPg {
  readonly #url: string;
  constructor(url: string) {
    super({ connectionString: url, idleTimeoutMillis: 100 });
    this.#url = url;
  }
  override async connect(): ReturnType<PrismaPg["connect"]> {
    const adapter = await super.connect();
    adapter.executeScript = async (script: string) => {
      const client = new pg.Client({ connectionString: this.#url });
      await client.connect();
      await client.query(script).finally(() => client.end());
    };
    return adapter;
  }
}
