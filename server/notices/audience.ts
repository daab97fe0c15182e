import { COMMANDER } from "#lib/contracts/built-in-roles.ts";
import { targetInWords } from "#lib/contracts/escalation/words.ts";
import type { Audience, NoticeRule } from "#lib/contracts/notice.ts";
import type { RoomState } from "#lib/contracts/room.ts";
import { roleLabel } from "#lib/describe-event.ts";
import { type Directory, reach } from "#server/escalation/index.ts";

/** What of an incident decides who is told of it. */
export type Where = Pick<RoomState, "services" | "assignments" | "visibility" | "members" | "watchers">;

/** Somebody, or a place, and through whom of a line. */
type Told = { audience: string };
export type Found = {
  people: (Told & { id: string; name: string })[];
  /** Connections and addresses; nobody knows who reads there. */
  places: (Told & { channelId: string | null; address: string | null; name: string })[];
  problems: string[];
};

/**
 * Whom these lines tell: each person and each place once, through the first that names them. Whoever is at work on the incident has it
 * before them; a private one is told to its members, and to no place. Pure.
 */
export function tellThrough(directory: Directory, where: Where, rules: readonly NoticeRule[], now: string): Found {
  const people = new Map<string, Found["people"][number]>();
  const places = new Map<string, Found["places"][number]>();
  const problems = new Set<string>();
  for (const one of rules.flatMap(({ audiences }) => audiences)) {
    const audience = audienceName(one, directory);
    const found = audienceNow(directory, where, one, now);
    for (const person of found.people) if (!people.has(person.id)) people.set(person.id, { ...person, audience });
    for (const place of found.places) {
      const key = place.channelId ?? place.address ?? "";
      if (!places.has(key)) places.set(key, { ...place, audience });
    }
    if (found.problem) problems.add(found.problem);
  }
  const isAtWork = (id: string) =>
    where.assignments.some(({ person, state, role }) => person.id === id && (state === "active" || role === COMMANDER));
  const maySee = (id: string) => where.visibility === "normal" || where.members.some((member) => member.id === id);
  return {
    people: [...people.values()].filter(({ id }) => maySee(id) && !isAtWork(id)),
    places: where.visibility === "normal" ? [...places.values()] : [],
    problems: [...problems],
  };
}

type Now = { people: { id: string; name: string }[]; places: Omit<Found["places"][number], "audience">[]; problem: string | null };

function audienceNow(directory: Directory, where: Where, audience: Audience, now: string): Now {
  const persons = (found: readonly { id: string; name: string }[], problem: string | null = null): Now => ({
    people: found.map(({ id, name }) => ({ id, name })),
    places: [],
    problem,
  });
  switch (audience.kind) {
    case "everyone":
      return persons([...directory.people.values()]);
    case "watchers":
      return persons(where.watchers.filter(({ id }) => directory.people.has(id)));
    case "owners": {
      const owned = new Set(where.services.map(({ id }) => id));
      return persons(directory.teams.filter(({ services }) => services.some((id) => owned.has(id))).flatMap(({ members }) => members));
    }
    case "mail":
      return { people: [], places: [{ channelId: null, address: audience.address, name: audience.address }], problem: null };
    default: {
      const { people, channels, problem } = reach(directory, where, audience, now);
      return { ...persons(people, problem), places: channels.map(({ id, name }) => ({ channelId: id, address: null, name })) };
    }
  }
}

/** What an audience is called, as in `Head of Product`. Pure. */
export function audienceName(audience: Audience, directory: Directory): string {
  switch (audience.kind) {
    case "everyone":
      return "Everyone";
    case "watchers":
      return "Whoever watches it";
    case "owners":
      return "The teams of the affected services";
    case "mail":
      return audience.address;
    default: {
      const name = targetInWords(audience, (one) => {
        if (one.kind === "user") return directory.people.get(one.id)?.name ?? null;
        if (one.kind === "team") return directory.teams.find(({ id }) => id === one.id)?.name ?? null;
        if (one.kind === "channel") return directory.channels.get(one.id) ?? null;
        if (one.kind === "position") return directory.positions.get(one.position)?.name ?? null;
        if (one.kind === "role") return roleLabel(one.role);
        return one.kind === "schedule" ? "whoever is on call by a schedule" : null;
      });
      return name.charAt(0).toUpperCase() + name.slice(1);
    }
  }
}
