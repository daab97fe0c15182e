import { Prisma } from "#generated/prisma/client.ts";
import { OTHER_CAUSE } from "#lib/contracts/insights/measure-of.ts";
import { NONE } from "#lib/contracts/insights.ts";
import { FAMILY_OF, familyTitle } from "#server/rca/index.ts";

const OTHER_NAME = "Other, in words";
const UNKNOWN_NAME = "No cause established";

/** SQL that has the family of each mechanism as `f (name, family)`. */
export const FAMILIES = Prisma.sql`unnest(${[...FAMILY_OF.keys()]}::text[], ${[...FAMILY_OF.values()]}::text[]) AS f (name, family)`;

/** SQL for the cause of an incident `i` as it is grouped, beside `FAMILIES`. */
export const CAUSE_KEY = Prisma.sql`coalesce(f.family, i.cause, ${NONE})`;

/** What a cause is called: a family of mechanisms, one that a later version no longer knows, words alone, or none. */
export function causeName(key: string): string {
  if (key === OTHER_CAUSE) return OTHER_NAME;
  return key === NONE ? UNKNOWN_NAME : familyTitle(key);
}

/** SQL that holds where this column, `cause` of `incident_measure`, is of one of these causes as `CAUSE_KEY` names them. */
export function hasCause(column: Prisma.Sql, keys: readonly string[]): Prisma.Sql {
  const mechanisms = [...FAMILY_OF].flatMap(([mechanism, family]) => (keys.includes(family) ? [mechanism] : []));
  const isNone = keys.includes(NONE);
  const isOne = Prisma.sql`${column} = ANY(${[...mechanisms, ...keys]})`;
  return isNone ? Prisma.sql`(${isOne} OR ${column} IS NULL)` : isOne;
}

/** Every cause that incidents can be filtered by, with what it is called. */
export function causeChoices(): { key: string; name: string }[] {
  const families = [...new Set(FAMILY_OF.values())].map((key) => ({ key, name: causeName(key) }));
  return [
    ...families.toSorted((one, other) => one.name.localeCompare(other.name)),
    ...[OTHER_CAUSE, NONE].map((key) => ({ key, name: causeName(key) })),
  ];
}
