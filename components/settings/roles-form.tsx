"use client";

import { Plus } from "lucide-react";
import { useState } from "react";
import { SchemaForm } from "#components/forms/schema-form.tsx";
import { Button } from "#components/ui/button.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { BUILT_IN_ROLES } from "#lib/contracts/built-in-roles.ts";
import { CustomRole } from "#lib/contracts/organisation.ts";
import { ItemList } from "./item-list.tsx";
import { keyFrom } from "./key-from.ts";
import { SettingsNotices } from "./settings-notices.tsx";
import { type Stored, useSettings } from "./use-settings.ts";

const RoleWords = CustomRole.pick({ label: true, duties: true, isMany: true });

/** The roles of an incident: the built-in ones, and the organisation's own. */
export function RolesForm({ first }: { first: Stored }) {
  const editor = useSettings(first);
  const { settings, canChange, isPending, save } = editor;
  const [editing, setEditing] = useState<CustomRole | "new" | null>(null);
  const own = settings.customRoles;
  const store = (words: Omit<CustomRole, "key">) => {
    const taken = [...BUILT_IN_ROLES, ...own].map(({ key }) => key);
    const next =
      editing === "new"
        ? [...own, { ...words, key: keyFrom(words.label, "-", taken) }]
        : own.map((role) => (role === editing ? { ...role, ...words } : role));
    save({ customRoles: next });
    setEditing(null);
  };
  return (
    <>
      <SettingsNotices editor={editor} />
      <section className="grid gap-2">
        <div className="flex items-end gap-3">
          <div className="flex-1">
            <h2 className="text-14 font-semibold">Your own roles</h2>
            <p className="text-13 text-ink-soft">They stand on the role board after the built-in ones. Removing one keeps it where it was held.</p>
          </div>
          {canChange ? (
            <Button icon={<Plus size={14} aria-hidden />} onClick={() => setEditing("new")}>
              New role
            </Button>
          ) : null}
        </div>
        {own.length === 0 ? <p className="border-y border-line py-3 text-13 text-ink-faint">None yet.</p> : null}
        {own.length > 0 ? (
          <ItemList
            label="Your own roles"
            items={own}
            canChange={canChange}
            describe={describeRole}
            onEdit={setEditing}
            onChange={(customRoles) => save({ customRoles })}
          />
        ) : null}
      </section>
      <section className="grid gap-2">
        <h2 className="text-14 font-semibold">Built-in roles</h2>
        <ul className="divide-y divide-line border-y border-line">
          {BUILT_IN_ROLES.map((role) => (
            <li key={role.key} className="py-2 text-13">
              {describeRole(role)}
            </li>
          ))}
        </ul>
      </section>
      <Sheet isOpen={editing !== null} title={editing === "new" ? "New role" : (editing?.label ?? "")} onClose={() => setEditing(null)}>
        <SchemaForm
          key={editing === "new" ? "new" : editing?.key}
          schema={RoleWords}
          value={editing === "new" || !editing ? {} : editing}
          submit="Save"
          isPending={isPending}
          onSubmit={store}
        />
      </Sheet>
    </>
  );
}

function describeRole({ label, duties, isMany }: Omit<CustomRole, "key">) {
  return (
    <>
      <p>
        <bdi className="font-medium">{label}</bdi>
        {isMany ? <span className="text-ink-faint"> · several people</span> : null}
      </p>
      {duties ? <p className="text-12 text-ink-soft">{duties}</p> : null}
    </>
  );
}
