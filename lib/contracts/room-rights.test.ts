import { expect, test } from "vitest";
import { ADA, anAssignment, aRoom, BO } from "#lib/testing/room.ts";
import { rightsIn } from "./room-rights.ts";

const responder = (person: { id: string }) => ({ id: person.id, role: "responder" as const });

test("what is left to commanders follows the command, and a deputy and administrators have it too", () => {
  const room = aRoom({ assignments: [anAssignment({ person: ADA })] });
  expect(rightsIn(responder(ADA), room).canCommand).toBe(true);
  expect(rightsIn(responder(BO), room).canCommand).toBe(false);
  const handedOver = aRoom({ assignments: [anAssignment({ person: BO }), anAssignment({ role: "scribe", person: ADA })] });
  expect(rightsIn(responder(ADA), handedOver).canCommand).toBe(false);
  expect(rightsIn(responder(BO), handedOver).canCommand).toBe(true);
  expect(rightsIn({ id: BO.id, role: "admin" }, room).canCommand).toBe(true);
  const deputy = (state: "paged" | "standby") => aRoom({ assignments: [anAssignment({ role: "deputy", person: BO, state })] });
  expect(rightsIn(responder(BO), deputy("standby")).canCommand).toBe(true);
  expect(rightsIn(responder(BO), deputy("paged")).canCommand).toBe(false);
});

test("viewers watch, and nobody works on what was merged away", () => {
  const room = aRoom({ assignments: [anAssignment({ person: BO })] });
  expect(rightsIn({ id: BO.id, role: "viewer" }, room)).toEqual({ canWrite: false, canCommand: false, canWatch: true });
  const merged = aRoom({ ...room, phase: "merged" });
  expect(rightsIn({ id: BO.id, role: "admin" }, merged)).toMatchObject({ canWrite: false, canCommand: false });
});
