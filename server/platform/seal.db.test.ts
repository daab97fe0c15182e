import { afterEach, describe, expect, test, vi } from "vitest";

const PLACE = { table: "webhook", column: "secret", row: "0190" };
const FIRST = "the first secret of this installation";
const SECOND = "the second secret of this installation";

/** The module as a process started with this environment has it. */
async function started(environment: { MUSTER_SECRET?: string; MUSTER_PREVIOUS_SECRET?: string } = {}) {
  for (const name of ["MUSTER_SECRET", "MUSTER_PREVIOUS_SECRET"] as const) vi.stubEnv(name, environment[name] ?? "");
  vi.resetModules();
  const { closeDatabase } = await import("./db.ts");
  const { seal, unseal } = await import("./seal.ts");
  return { seal, unseal, closeDatabase };
}

async function inProcess<T>(
  environment: Parameters<typeof started>[0],
  work: (process: Awaited<ReturnType<typeof started>>) => Promise<T>,
): Promise<T> {
  const process = await started(environment);
  return work(process).finally(process.closeDatabase);
}

afterEach(() => vi.unstubAllEnvs());

describe("a sealed secret", () => {
  test("opens in its place, in each process of the database, and reads differently each time", async () => {
    const [one, two] = await inProcess({}, async ({ seal }) => [await seal("whsec_Ünïcode", PLACE), await seal("whsec_Ünïcode", PLACE)]);
    expect(one).not.toBe(two);
    expect(one).not.toContain("whsec");
    expect(await inProcess({}, ({ unseal }) => unseal(one, PLACE))).toBe("whsec_Ünïcode");
  });

  test("opens in no other table, column or row", async () => {
    await inProcess({}, async ({ seal, unseal }) => {
      const sealed = await seal("a", PLACE);
      for (const other of [{ table: "user" }, { column: "name" }, { row: "0191" }, { table: "webhook.secret", column: "" }]) {
        await expect(unseal(sealed, { ...PLACE, ...other })).rejects.toThrow("sealed for another place");
      }
    });
  });

  test("that was changed in any part, cut, or is none is refused with what to do", async () => {
    await inProcess({}, async ({ seal, unseal }) => {
      const [version, id, nonce, rest] = (await seal("secret", PLACE)).split(".") as [string, string, string, string];
      const flipped = (text: string) => (text[0] === "A" ? "B" : "A") + text.slice(1);
      for (const broken of [
        [version, id, flipped(nonce), rest],
        [version, id, nonce, flipped(rest)],
        [version, id, nonce, rest.slice(0, 20)],
        [version, id, nonce, "AA"],
      ]) {
        await expect(unseal(broken.join("."), PLACE)).rejects.toThrow("Enter the secret again");
      }
      for (const none of ["", "whsec_plain", "v2.a.b.c"]) await expect(unseal(none, PLACE)).rejects.toThrow("holds no sealed secret");
      await expect(unseal([version, "00000000", nonce, rest].join("."), PLACE)).rejects.toThrow("MUSTER_PREVIOUS_SECRET");
    });
  });

  test("outlives a change of the installation's secret where the former one is given, and the step from the database's own", async () => {
    const own = await inProcess({}, ({ seal }) => seal("a", PLACE));
    const first = await inProcess({ MUSTER_SECRET: FIRST }, ({ seal }) => seal("b", PLACE));
    await inProcess({ MUSTER_SECRET: SECOND, MUSTER_PREVIOUS_SECRET: FIRST }, async ({ seal, unseal }) => {
      expect([await unseal(own, PLACE), await unseal(first, PLACE), await unseal(await seal("c", PLACE), PLACE)]).toEqual(["a", "b", "c"]);
    });
    await expect(inProcess({ MUSTER_SECRET: SECOND }, ({ unseal }) => unseal(first, PLACE))).rejects.toThrow("another MUSTER_SECRET");
  });
});
