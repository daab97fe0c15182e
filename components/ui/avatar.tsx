const GROUNDS = ["bg-person-1", "bg-person-2", "bg-person-3", "bg-person-4", "bg-person-5", "bg-person-6", "bg-person-7", "bg-person-8"];
const SIZES = { sm: "size-[22px] text-[9px]", md: "size-6 text-[10px]", lg: "size-9 text-13" };

/** The colour of a person, which is the same wherever they are shown. */
export function groundOf(id: string): string {
  let sum = 0;
  for (const letter of id) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) >>> 0;
  return GROUNDS[sum % GROUNDS.length] ?? "bg-person-8";
}

/** `AL` for “Ada Lovelace”. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/u);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return letters
    .map((word) => [...(word ?? "")][0] ?? "")
    .join("")
    .toUpperCase();
}

/** A person's initials on a colour of their own. The name stands beside it or in its title. */
export function Avatar({ id, name, size = "md" }: { id: string; name: string; size?: keyof typeof SIZES }) {
  return (
    <span
      title={name}
      aria-hidden
      className={`relative inline-grid shrink-0 select-none place-items-center rounded-full font-semibold text-on-person forced-colors:border ${groundOf(id)} ${SIZES[size]}`}
    >
      {initialsOf(name)}
    </span>
  );
}

/** People side by side; `+2` for those who have no room. Their names are read out. */
export function AvatarStack({ people, limit = 4 }: { people: { id: string; name: string }[]; limit?: number }) {
  const rest = people.length - limit;
  return (
    <span className="flex items-center">
      <span className="sr-only">{people.map(({ name }) => name).join(", ")}</span>
      <span aria-hidden className="flex min-w-6 items-center -space-x-1.5">
        {people.slice(0, limit).map((person) => (
          <span key={person.id} className="rounded-full ring-2 ring-surface">
            <Avatar id={person.id} name={person.name} size="sm" />
          </span>
        ))}
        {rest > 0 ? <span className="pl-2.5 text-12 text-ink-soft">+{rest}</span> : null}
      </span>
    </span>
  );
}
