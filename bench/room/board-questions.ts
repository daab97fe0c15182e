import pg from "pg";

/** What is asked of a board, by its name: input of the query, or the path of a page. */
export type Questions = ReadonlyMap<string, object | string>;

export async function questionsFor(databaseUrl: string, personId: string): Promise<Questions> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const [deep] = (await client.query<Cursor>(DEEP)).rows;
    const services = (await client.query<{ id: string }>(SERVICES)).rows.map(({ id }) => id);
    if (!deep || services.length === 0) throw new Error("The organisation is empty.");
    return new Map(Object.entries(asked({ person: personId, services, deep: `${deep.at.toISOString()}~${deep.id}` })));
  } finally {
    await client.end();
  }
}

type Cursor = { at: Date; id: string };

const DEEP = `SELECT declared_at AS at, id FROM incident ORDER BY declared_at DESC, id DESC
  OFFSET (SELECT count(*) * 9 / 10 FROM incident) LIMIT 1`;
const SERVICES = `SELECT service_id AS id FROM incident_service GROUP BY 1 ORDER BY count(*) DESC, 1`;

function asked({ person, services, deep }: { person: string; services: string[]; deep: string }): Record<string, object | string> {
  const all = { state: "all" as const };
  return {
    "open ones": {},
    "first page of all": all,
    "page nine tenths down": { ...all, cursor: deep },
    "ended ones": { state: "ended" },
    "one severity": { ...all, severity: ["SEV3"] },
    "open, two severities": { severity: ["SEV1", "SEV2"] },
    "one phase": { ...all, phase: ["closed"] },
    "a rare phase": { ...all, phase: ["declined"] },
    "phase and severity, deep": { ...all, phase: ["closed"], severity: ["SEV2"], cursor: deep },
    drills: { ...all, kind: ["drill"] },
    "busiest service": { ...all, service: services.slice(0, 1) },
    "ten services": { ...all, service: services.slice(0, 10) },
    "a rare service, one severity": { ...all, service: services.slice(-1), severity: ["SEV1"] },
    "one commander": { ...all, commander: person },
    mine: { ...all, isMine: true },
    "mine, open": { isMine: true },
    "search: a word in most": { ...all, q: "the" },
    "search: a common word": { ...all, q: "latency" },
    "search: two words": { ...all, q: "rolled back" },
    "search: a common and a rare word": { ...all, q: "latency minio" },
    "search: a rare word": { ...all, q: "systemd" },
    "search: the beginning of a word": { ...all, q: "e" },
    "search: a common word, deep": { ...all, q: "latency", cursor: deep },
    "search: a common word among open SEV1": { q: "latency", severity: ["SEV1"] },
    "search: a reference": { ...all, q: "INC-2026-11" },
    "search: a word that nobody wrote": { ...all, q: "zzyzx" },
    "search: a common word, a commander who has none of it": { ...all, q: "latency", commander: "00000000-0000-7000-8000-000000000000" },
    "nothing fits": { ...all, phase: ["triage"], severity: ["SEV1"], kind: ["retrospective"] },
    "HTML of the board": "/incidents",
    "HTML of all": "/incidents?state=all",
    "HTML of a search": "/incidents?state=all&q=latency",
  };
}
