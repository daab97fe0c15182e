/** What the doctor found of one thing. `missing`: it is not set, and Muster works without it. */
export type Finding = { what: string; state: "ok" | "missing" | "wrong"; words: string };
