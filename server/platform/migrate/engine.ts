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
  diff(input: {
    from: SchemaSource;
    to: SchemaSource;
    script: true;
    exitCode: boolean;
    shadowDatabaseUrl: null;
    filters: Filters;
  }): Promise<{ exitCode: number; stdout?: string | null }>;
  applyMigrations(input: {
    migrationsList: {
      baseDir: string;
      lockfile: { path: string; content: string };
      shadowDbInitScript: string;
      migrationDirectories: MigrationDirectory[];
    };
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
export async function openEngine(
  databaseUrl: string,
  files: SchemaFile[],
  onScriptError: (error: Error) => void = () => undefined,
): Promise<SchemaEngine> {
  loading ??= loadEngine();
  const { SchemaEngine } = await loading;
  const factory = bindMigrationAwareSqlAdapterFactory(new WholeScripts(databaseUrl, onScriptError));
  return SchemaEngine.new({ datamodels: files.map(({ path, content }) => [path, content]) }, () => undefined, factory);
}

/** Once for the process: the module keeps its memory in a variable of its own, which a second load would replace under the first. */
let loading: Promise<EngineModule> | undefined;

async function loadEngine(): Promise<EngineModule> {
  const folder = join(import.meta.dirname, "../../../node_modules/@prisma/schema-engine-wasm");
  const engine = (await import(pathToFileURL(join(folder, "schema_engine_bg.js")).href)) as EngineModule;
  const module = await WebAssembly.compile(readFileSync(join(folder, "schema_engine_bg.wasm")));
  const { exports } = await WebAssembly.instantiate(module, { "./schema_engine_bg.js": engine as unknown as WebAssembly.ModuleImports });
  engine.__wbg_set_wasm(exports);
  (exports.__wbindgen_start as () => void)();
  return engine;
}

/**
 * Sends each migration as one message, which Postgres runs as one transaction: all of it or nothing. The adapter's own way cuts scripts
 * at every semicolon, also inside function bodies. What Postgres says about a script is handed out, for the engine keeps it to itself.
 */
class WholeScripts extends PrismaPg {
  readonly #url: string;
  readonly #onError: (error: Error) => void;
  constructor(url: string, onError: (error: Error) => void) {
    super({ connectionString: url, idleTimeoutMillis: 100 });
    this.#url = url;
    this.#onError = onError;
  }
  override async connect(): ReturnType<PrismaPg["connect"]> {
    const adapter = await super.connect();
    adapter.executeScript = async (script: string) => {
      const client = new pg.Client({ connectionString: this.#url });
      await client.connect();
      try {
        await client.query(script);
      } catch (error) {
        this.#onError(located(error as pg.DatabaseError, script));
        throw error;
      } finally {
        await client.end();
      }
    };
    return adapter;
  }
}

function located(error: pg.DatabaseError, script: string): Error {
  const line = error.position ? `line ${script.slice(0, Number(error.position)).split("\n").length}: ` : "";
  return new Error([`${line}${error.message}`, error.detail, error.hint].filter(Boolean).join("\n"), { cause: error });
}
