import type { IncidentKind } from "#lib/contracts/incident.ts";
import type { CustomField, OrganisationSettings } from "#lib/contracts/organisation.ts";
import { WebAddress } from "#lib/contracts/text.ts";
import { InvalidError } from "#server/platform/errors.ts";

type Fields = Pick<OrganisationSettings, "customFields">;

/** The organisation's definition of a field for this kind of incident. */
export function fieldOf({ customFields }: Fields, kind: IncidentKind, key: string): CustomField {
  const field = customFields.find((known) => known.key === key);
  if (!field) throw refused(key, "There is no such field. Reload; an administrator may have removed it.");
  if (!field.appliesTo.includes(kind)) throw refused(key, `${field.label} does not apply to an incident of kind ${kind}.`);
  return field;
}

/** A value as it is stored, or a refusal that says what would fit; null when it is empty. Pure. */
export function fieldValue(field: CustomField, raw: string | null): string | null {
  const value = raw?.trim() ?? "";
  if (value === "") return null;
  switch (field.type) {
    case "text":
      return value;
    case "choice":
      if (field.choices.includes(value)) return value;
      throw refused(field.key, `${field.label} is one of: ${field.choices.join(", ")}.`);
    case "number":
      if (/^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,3})?$/i.test(value) && Number.isFinite(Number(value))) return value;
      throw refused(field.key, `${field.label} is a number such as 12.5.`);
    case "link": {
      const link = WebAddress.safeParse(value);
      if (link.success) return link.data;
      throw refused(field.key, `${field.label} is a link that starts with https:// or http://.`);
    }
    default:
      return field.type satisfies never;
  }
}

/** All fields of a new incident, checked; empty ones left out. */
export function fieldsAtDeclaration(settings: Fields, kind: IncidentKind, fields: Record<string, string>): Record<string, string> {
  const values = Object.entries(fields).map(([key, raw]) => [key, fieldValue(fieldOf(settings, kind, key), raw)] as const);
  return Object.fromEntries(values.filter((pair): pair is readonly [string, string] => pair[1] !== null));
}

function refused(key: string, message: string): InvalidError {
  return new InvalidError(message, "invalid_input", [{ path: `fields.${key.slice(0, 40)}`, message }]);
}
