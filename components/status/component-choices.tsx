import { Checkbox } from "#components/ui/checkbox.tsx";

type Props = { legend: string; components: readonly { id: string; name: string }[]; chosen: readonly string[]; onChange: (ids: string[]) => void };

/** Some of a page's components, by ticking them. */
export function ComponentChoices({ legend, components, chosen, onChange, error }: Props & { error?: string | null }) {
  return (
    <fieldset className="grid gap-1.5">
      <legend className="pb-1 text-13 font-semibold">{legend}</legend>
      {components.map(({ id, name }) => (
        <Checkbox
          key={id}
          label={name}
          isChecked={chosen.includes(id)}
          onChange={(isOn) => onChange(isOn ? [...chosen, id] : chosen.filter((one) => one !== id))}
        />
      ))}
      {error ? <p className="text-12 text-bad">{error}</p> : null}
    </fieldset>
  );
}
