import type { Bundle, Resource } from "#server/status-server/index.ts";

/** One file of a copy. `name` is how a store without folders calls it, `path` how a directory does, where a name cannot be file and folder at once. */
export type ExportedFile = { name: string; path: string; resource: Resource };

/** What needs the status server to work: forms, and what only a link opens. */
const SERVED_ONLY = /^(?:s|me)\/|^(?:subscribe|confirm|unsubscribe|locked|locked-wrong)$|^thanks\//;

/** What of a page may lie anywhere: nothing of one with a password, no form, nothing behind a secret. The page itself comes last. Pure. */
export function filesOf({ slug, password, resources }: Bundle): ExportedFile[] {
  if (password !== null) return [];
  const files = [...resources].flatMap(([key, resource]) => {
    if (SERVED_ONLY.test(key) || resource.access !== "open") return [];
    const name = key ? `${slug}/${key}` : slug;
    const isPage = resource.type.startsWith("text/html");
    return [{ name, path: isPage ? `${name}.html` : name, resource }];
  });
  return files.sort((a, b) => Number(a.name === slug) - Number(b.name === slug));
}
