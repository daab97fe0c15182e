"use client";

import { Avatar } from "#components/ui/avatar.tsx";
import type { PersonRef } from "#lib/contracts/actor.ts";
import { RailSection } from "./rail-section.tsx";
import { useRoomView } from "./room-context.tsx";

/** Who has the room open, who is told of changes, and, when it is private, who may see it. */
export function PeoplePanel() {
  const { present, room } = useRoomView();
  return (
    <RailSection title="People">
      <Names label="Here now" people={present} />
      <Names label="Watching" people={room.watchers} />
      {room.visibility === "private" ? <Names label="May see it" people={room.members} /> : null}
    </RailSection>
  );
}

function Names({ label, people }: { label: string; people: PersonRef[] }) {
  if (people.length === 0) return null;
  return (
    <div className="grid grid-cols-[104px_minmax(0,1fr)] gap-x-2">
      <span className="text-ink-faint">{label}</span>
      <ul className="flex flex-wrap gap-x-2.5 gap-y-1">
        {people.map((person) => (
          <li key={person.id} className="flex items-center gap-1.5">
            <Avatar id={person.id} name={person.name} size="sm" />
            <bdi>{person.name}</bdi>
          </li>
        ))}
      </ul>
    </div>
  );
}
