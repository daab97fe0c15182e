import type { Catalogue } from "./catalogue.ts";

export type Drift = { migrated: Catalogue; described: Catalogue; beyond: readonly string[] };

/**
 * Where the database that the migrations make differs from the one that prisma/schema describes, one sentence each. Objects named in
 * `beyond` are what raw SQL adds or alters on purpose; they have to be there.
 */
export function driftOf({ migrated, described, beyond }: Drift): string[] {
  const allowed = new Set(beyond);
  const sentences: string[] = [];
  for (const [name, definition] of described) {
    if (!migrated.has(name))
      sentences.push(
        `${name} is in prisma/schema, but no migration makes it. Write the migration: node server/platform/migrate/new.ts <what_it_does>`,
      );
    else if (migrated.get(name) !== definition && !allowed.has(name))
      sentences.push(
        `${name} is "${migrated.get(name)}" after the migrations, but prisma/schema wants "${definition}". Write the migration that alters it, or correct the schema.`,
      );
  }
  for (const [name, definition] of migrated) {
    if (!described.has(name) && !allowed.has(name))
      sentences.push(
        `${name} (${definition}) is made by a migration, but prisma/schema does not have it. Add it there, or, if the schema language cannot say it, to prisma/beyond-the-schema.txt.`,
      );
  }
  for (const name of allowed) {
    if (!migrated.has(name) || migrated.get(name) === described.get(name))
      sentences.push(
        `${name} is in prisma/beyond-the-schema.txt, but the migrations do not make it so. Remove the line, or mend the migration that lost it.`,
      );
  }
  return sentences;
}
