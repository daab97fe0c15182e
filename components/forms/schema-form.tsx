"use client";

import { type FormEvent, useMemo, useRef, useState } from "react";
import type { z } from "zod";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { FieldError } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Select } from "#components/ui/select.tsx";
import { Switch } from "#components/ui/switch.tsx";
import { Textarea } from "#components/ui/textarea.tsx";
import { type FormField, fieldsOf, type Raw, rawOf, readForm } from "./schema-fields.ts";

type SchemaFormProps<S extends z.ZodObject> = {
  schema: S;
  /** What is stored now; fields it leaves out start empty. */
  value: Partial<z.input<S>>;
  submit: string;
  isPending?: boolean;
  isDisabled?: boolean;
  /** Two columns where there is room, for many short fields. */
  isDense?: boolean;
  /** What the server said against it. */
  problem?: string | null;
  onSubmit: (value: z.output<S>) => void;
};

/** A form made from a schema: a control for each field, its words from `.meta()`, complaints beside the field they are about. */
export function SchemaForm<S extends z.ZodObject>({
  schema,
  value,
  submit,
  isPending,
  isDisabled,
  isDense = false,
  problem,
  onSubmit,
}: SchemaFormProps<S>) {
  const fields = useMemo(() => fieldsOf(schema), [schema]);
  const [raws, setRaws] = useState(() => Object.fromEntries(fields.map((field) => [field.name, rawOf(field, stored(value, field))])));
  const [errors, setErrors] = useState<Record<string, string>>({});
  const form = useRef<HTMLFormElement>(null);

  function change(name: string, raw: Raw): void {
    setRaws((before) => ({ ...before, [name]: raw }));
    setErrors(({ [name]: _settled, ...others }) => others);
  }

  function onFormSubmit(event: FormEvent): void {
    event.preventDefault();
    const read = readForm(schema, fields, raws);
    setErrors(read.errors ?? {});
    if (read.value) onSubmit(read.value);
    else requestAnimationFrame(() => form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus());
  }

  return (
    <form ref={form} noValidate onSubmit={onFormSubmit} className={`grid max-w-xl gap-4 ${isDense ? "sm:grid-cols-2" : ""}`}>
      {problem ? <Callout tone="bad" title={problem} /> : null}
      <fieldset disabled={isDisabled} className="contents">
        {fields.map((field) => (
          <Control
            key={field.name}
            field={field}
            raw={raws[field.name] ?? rawOf(field, undefined)}
            error={errors[field.name] ?? null}
            onChange={(raw) => change(field.name, raw)}
          />
        ))}
      </fieldset>
      {isDisabled ? null : (
        <div className="col-span-full">
          <Button type="submit" variant="primary" isPending={isPending}>
            {submit}
          </Button>
        </div>
      )}
    </form>
  );
}

function stored(value: object, field: FormField): unknown {
  return (value as Record<string, unknown>)[field.name];
}

type ControlProps = { field: FormField; raw: Raw; error: string | null; onChange: (raw: Raw) => void };

function Control({ field, raw, error, onChange }: ControlProps) {
  const text = typeof raw === "string" ? raw : "";
  const words = { label: field.label, help: field.help, error };
  switch (field.control) {
    case "line":
      return <Input {...words} value={text} onChange={onChange} placeholder={field.placeholder} aria-required={field.isRequired} dir="auto" />;
    case "number":
      return (
        <Input {...words} value={text} onChange={onChange} placeholder={field.placeholder} aria-required={field.isRequired} inputMode="decimal" />
      );
    case "text":
      return <Textarea {...words} value={text} onChange={onChange} placeholder={field.placeholder} />;
    case "lines":
      return <Textarea {...words} help={field.help ?? "One a line."} value={text} onChange={onChange} placeholder={field.placeholder} />;
    case "switch":
      return <Switch label={field.label} help={field.help} isChecked={raw === true} onChange={onChange} />;
    case "choice":
      return <Select {...words} value={text} options={field.isRequired && text ? field.choices : [NOTHING, ...field.choices]} onChange={onChange} />;
    case "choices":
      return <Choices field={field} chosen={Array.isArray(raw) ? raw : []} error={error} onChange={onChange} />;
  }
}

const NOTHING = { value: "", label: "Choose…" };

type ChoicesProps = {
  field: Extract<FormField, { control: "choice" | "choices" }>;
  chosen: string[];
  error: string | null;
  onChange: (chosen: string[]) => void;
};

function Choices({ field, chosen, error, onChange }: ChoicesProps) {
  const toggle = (value: string, isChosen: boolean) =>
    onChange(field.choices.map((choice) => choice.value).filter((one) => (one === value ? isChosen : chosen.includes(one))));
  return (
    <fieldset className="grid gap-1.5">
      <legend className="pb-1 text-12 font-medium text-ink-soft">{field.label}</legend>
      {field.choices.map(({ value, label }) => (
        <Checkbox key={value} label={label} isChecked={chosen.includes(value)} onChange={(isChosen) => toggle(value, isChosen)} />
      ))}
      {error ? <FieldError>{error}</FieldError> : null}
      {field.help ? <p className="text-12 text-ink-faint">{field.help}</p> : null}
    </fieldset>
  );
}
