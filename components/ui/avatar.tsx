const HUES = [262, 152, 25, 300, 85, 200, 340, 50];
const SIZES = { sm: "size-[22px] text-[9px]", md: "size-6 text-[10px]", lg: "size-9 text-13" };

function hueOf(id: string): number {
  let sum = 0;
  for (const letter of id) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) >>> 0;
  return HUES[sum % HUES.length] ?? 262;
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
      style={{ backgroundColor: `oklch(46% 0.11 ${hueOf(id)})` }}
      className={`relative inline-grid shrink-0 place-items-center rounded-full font-semibold text-[white] ${SIZES[size]}`}
    >
      {initialsOf(name)}
    </span>
  );
}

export function AvatarStack({ people, limit = 4 }: { people: { id: string; name: string }[]; limit?: number }) {
  const rest = people.length - limit;
  return (
    <span className="flex items-center -space-x-1.5">
      {people.slice(0, limit).map((person) => (
        <span key={person.id} className="rounded-full ring-2 ring-surface">
          <Avatar id={person.id} name={person.name} size="sm" />
        </span>
      ))}
      {rest > 0 ? <span className="pl-2.5 text-12 text-ink-soft">+{rest}</span> : null}
    </span>
  );
}
