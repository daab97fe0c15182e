"use client";

import { type FormField, fieldsOf, inputOf, type Raw, rawOf } from "#components/forms/schema-fields.ts";
import { Input } from "#components/ui/input.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import type { ConnectionSummary } from "#lib/contracts/connection.ts";
import { CONNECTION_KINDS, type ConnectionKind, type ConnectionKindDescription } from "#lib/contracts/connection-kinds.ts";
import { fieldError, type Problem } from "#lib/trpc/client.tsx";

export type Raws = Record<string, Raw>;

/** What the controls of a kind hold at first: what is stored, and of secrets nothing. */
export function rawsOf(kind: ConnectionKind, connection: ConnectionSummary | null): Raws {
  const { settings, secrets } = partsOf(kind);
  const stored = settings.map((field) => [field.name, rawOf(field, connection?.settings[field.name])]);
  return Object.fromEntries([...stored, ...secrets.map((field) => [field.name, ""])]);
}

/** What is sent for them. */
export function valuesOf(kind: ConnectionKind, raws: Raws): { settings: Record<string, unknown>; secrets: Record<string, string> } {
  const { settings, secrets } = partsOf(kind);
  const given = settings.map((field) => [field.name, inputOf(field, raws[field.name] ?? "")] as const);
  return {
    settings: Object.fromEntries(given.filter(([, value]) => value !== undefined && value !== "")),
    secrets: Object.fromEntries(secrets.flatMap(({ name }) => (raws[name] ? [[name, String(raws[name])]] : []))),
  };
}

type ConnectionFieldsProps = {
  kind: ConnectionKind;
  raws: Raws;
  /** How each stored secret ends: one that is left empty stays. */
  stored: Record<string, string>;
  problem: Problem | null;
  onChange: (name: string, raw: Raw) => void;
};

/** The settings and secrets of a kind. Secrets are typed unseen and never shown again. */
export function ConnectionFields({ kind, raws, stored, problem, onChange }: ConnectionFieldsProps) {
  const { settings, secrets } = partsOf(kind);
  return (
    <>
      {settings.map((field) => (
        <SettingField key={field.name} field={field} raw={raws[field.name] ?? ""} problem={problem} onChange={onChange} />
      ))}
      {secrets.map((field) => (
        <SecretField key={field.name} field={field} raw={raws[field.name] ?? ""} stored={stored[field.name]} problem={problem} onChange={onChange} />
      ))}
    </>
  );
}

type FieldProps = { field: FormField; raw: Raw; problem: Problem | null; onChange: (name: string, raw: Raw) => void };

function SettingField({ field, raw, problem, onChange }: FieldProps) {
  const words = { label: field.label, help: field.help, placeholder: field.placeholder, error: errorOf(field, problem), spellCheck: false };
  const text = typeof raw === "string" ? raw : "";
  if (field.control === "lines") return <Textarea {...words} value={text} onChange={(value) => onChange(field.name, value)} />;
  return <Input {...words} value={text} aria-required={field.isRequired} autoComplete="off" onChange={(value) => onChange(field.name, value)} />;
}

function SecretField({ field, raw, problem, stored, onChange }: FieldProps & { stored: string | undefined }) {
  const help = stored ? `Stored: ${stored}. Leave it empty to keep it. ${field.help ?? ""}` : field.help;
  const words = { label: field.label, help, error: errorOf(field, problem), autoComplete: "off", spellCheck: false, value: String(raw) };
  if (field.control === "text") return <Textarea {...words} rows={4} onChange={(value) => onChange(field.name, value)} />;
  return <Input {...words} type="password" autoComplete="new-password" onChange={(value) => onChange(field.name, value)} />;
}

function errorOf({ name }: FormField, problem: Problem | null): string | null {
  return fieldError(problem, name) ?? fieldError(problem, `settings.${name}`) ?? fieldError(problem, `secrets.${name}`);
}

function partsOf(kind: ConnectionKind): { settings: FormField[]; secrets: FormField[] } {
  const description: ConnectionKindDescription = CONNECTION_KINDS[kind];
  return { settings: fieldsOf(description.settings), secrets: fieldsOf(description.secrets) };
}
