import { CONTROL, Field } from "#components/ui/field.tsx";

/** A tall field for a text whose spaces count. */
export function TextEditor({ label, value, onChange }: { label: string; value: string; onChange: (value: string) => void }) {
  return (
    <Field label={label}>
      {(wiring) => (
        <textarea
          {...wiring}
          value={value}
          spellCheck={false}
          wrap="off"
          className={`${CONTROL} min-h-[60dvh] resize-y overflow-auto font-mono leading-5 whitespace-pre`}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
