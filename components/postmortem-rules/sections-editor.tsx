"use client";

import { Plus } from "lucide-react";
import { useState } from "react";
import { SchemaForm } from "#components/forms/schema-form.tsx";
import { ItemList } from "#components/settings/item-list.tsx";
import { keyFrom } from "#components/settings/key-from.ts";
import { Button } from "#components/ui/button.tsx";
import { Menu } from "#components/ui/menu.tsx";
import { Sheet } from "#components/ui/sheet.tsx";
import { TemplateSection } from "#lib/contracts/postmortem-template.ts";
import { SECTIONS } from "#lib/contracts/postmortem-terms.ts";

const SectionWords = TemplateSection.pick({ title: true, text: true });
type Sections = readonly TemplateSection[];
type SectionsEditorProps = { sections: TemplateSection[]; canChange: boolean; onChange: (sections: TemplateSection[]) => void };

const isShipped = (key: string): boolean => SECTIONS.some((section) => section.key === key);

/** The sections in their order: what the machine writes, and sections of one's own with text that always stands in them. */
export function SectionsEditor({ sections, canChange, onChange }: SectionsEditorProps) {
  const [editing, setEditing] = useState<TemplateSection | "new" | null>(null);
  const store = (words: Pick<TemplateSection, "title" | "text">) => {
    const taken = [...SECTIONS, ...sections].map(({ key }) => key);
    onChange(
      editing === "new"
        ? [...sections, { ...words, key: keyFrom(words.title, "-", taken) }]
        : sections.map((section) => (section.key === editing?.key ? { ...section, ...words } : section)),
    );
    setEditing(null);
  };
  const edited = editing === "new" ? null : editing;
  return (
    <section className="grid grid-cols-1 gap-2">
      <div className="flex flex-wrap items-end gap-2">
        <h2 className="flex-1 text-14 font-semibold">Template</h2>
        {canChange ? (
          <AddSection sections={sections} onShipped={(section) => onChange([...sections, section])} onOwn={() => setEditing("new")} />
        ) : null}
      </div>
      <ItemList
        label="Sections"
        items={sections.map((section) => ({ ...section, label: section.title }))}
        canChange={canChange}
        describe={describeSection}
        onEdit={({ key }) => setEditing(sections.find((section) => section.key === key) ?? null)}
        onChange={(items) => items.length > 0 && onChange(items.map(({ label: _, ...section }) => section))}
      />
      {sections.length === 1 ? <p className="text-12 text-ink-faint">The last section stays: a postmortem needs one.</p> : null}
      <Sheet isOpen={editing !== null} title={editing === "new" ? "New section" : (edited?.title ?? "")} onClose={() => setEditing(null)}>
        <SchemaForm
          key={edited?.key ?? "new"}
          schema={SectionWords}
          value={edited ?? {}}
          submit={editing === "new" ? "Add" : "Keep"}
          isPending={false}
          onSubmit={store}
        />
      </Sheet>
    </section>
  );
}

type AddSectionProps = { sections: Sections; onShipped: (section: TemplateSection) => void; onOwn: () => void };

/** What the machine can write and is not there, or a section of one's own. */
function AddSection({ sections, onShipped, onOwn }: AddSectionProps) {
  const missing = SECTIONS.filter(({ key }) => !sections.some((section) => section.key === key));
  const items = [
    { label: "A section of your own…", onSelect: onOwn },
    ...missing.map(({ key, title }, index) => ({ label: title, startsGroup: index === 0, onSelect: () => onShipped({ key, title, text: "" }) })),
  ];
  return (
    <Menu
      label="Add section"
      items={items}
      trigger={
        <Button icon={<Plus size={14} aria-hidden />} isDisabled={sections.length >= 30}>
          Add section
        </Button>
      }
    />
  );
}

function describeSection({ key, title, text }: TemplateSection) {
  return (
    <>
      <p>
        <bdi className="font-medium">{title}</bdi>{" "}
        <span className="text-ink-faint">· {isShipped(key) ? "written by itself" : "written by people"}</span>
      </p>
      {text ? <p className="line-clamp-2 text-12 text-ink-soft">{text}</p> : null}
    </>
  );
}
