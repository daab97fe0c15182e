"use client";

import { Plus } from "lucide-react";
import { useState } from "react";
import { SchemaForm } from "#components/forms/schema-form.tsx";
import { Button } from "#components/ui/button.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { CustomField } from "#lib/contracts/organisation.ts";
import { ItemList } from "./item-list.tsx";
import { keyFrom } from "./key-from.ts";
import { SettingsNotices } from "./settings-notices.tsx";
import { type Stored, useSettings } from "./use-settings.ts";

const FieldWords = CustomField.omit({ key: true });
const TYPE_WORDS = { text: "text", choice: "a choice", number: "a number", link: "a link" };

/** What the organisation wants to know of its incidents beyond what Muster asks. */
export function FieldsForm({ first }: { first: Stored }) {
  const editor = useSettings(first);
  const { settings, canChange, isPending, save } = editor;
  const [editing, setEditing] = useState<CustomField | "new" | null>(null);
  const own = settings.customFields;
  const store = (words: Omit<CustomField, "key">) => {
    const key = keyFrom(
      words.label,
      "_",
      own.map((field) => field.key),
    );
    save({
      customFields: editing === "new" ? [...own, { ...words, key }] : own.map((field) => (field === editing ? { ...field, ...words } : field)),
    });
    setEditing(null);
  };
  return (
    <>
      <SettingsNotices editor={editor} />
      <section className="grid gap-2">
        <div className="flex items-end gap-3">
          <div className="flex-1">
            <h2 className="text-14 font-semibold">Fields of incidents</h2>
            <p className="text-13 text-ink-soft">
              Shown in the room for the kinds of incident they apply to. Removing one hides it; what was entered stays in the timeline.
            </p>
          </div>
          {canChange ? (
            <Button icon={<Plus size={14} aria-hidden />} onClick={() => setEditing("new")}>
              New field
            </Button>
          ) : null}
        </div>
        {own.length === 0 ? (
          <p className="border-y border-line py-3 text-13 text-ink-faint">None yet. A region or a vendor ticket are typical ones.</p>
        ) : (
          <ItemList
            label="Fields of incidents"
            items={own}
            canChange={canChange}
            describe={describeField}
            onEdit={setEditing}
            onChange={(customFields) => save({ customFields })}
          />
        )}
      </section>
      <Sheet isOpen={editing !== null} title={editing === "new" ? "New field" : (editing?.label ?? "")} onClose={() => setEditing(null)}>
        <SchemaForm
          key={editing === "new" ? "new" : editing?.key}
          schema={FieldWords}
          value={editing === "new" || !editing ? { type: "text", choices: [], appliesTo: ["real", "drill"] } : editing}
          submit="Save"
          isPending={isPending}
          onSubmit={store}
        />
      </Sheet>
    </>
  );
}

function describeField({ label, type, choices, appliesTo }: CustomField) {
  return (
    <>
      <bdi className="font-medium">{label}</bdi>
      <p className="text-12 text-ink-soft">
        {type === "choice" ? `One of: ${choices.join(", ")}` : `Holds ${TYPE_WORDS[type]}`} · for {appliesTo.join(", ")} incidents
      </p>
    </>
  );
}
