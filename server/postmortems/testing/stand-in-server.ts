import { z } from "zod";
import { AppendUpdate } from "#lib/contracts/postmortem.ts";
import { type Person, personCtx } from "#server/platform/ctx.ts";
import { appendUpdate } from "../append-update.ts";

/** A server of documents that tests may kill: it stores what it is sent by the product's own command, and says so. */
const Sent = z.object({ person: z.custom<Person>(), input: AppendUpdate });

process.on("message", (message) => {
  const { person, input } = Sent.parse(message);
  void appendUpdate(personCtx(person), input).then(
    ({ seq }) => process.send?.({ seq }),
    (error: unknown) => process.send?.({ refused: String(error) }),
  );
});
process.send?.("ready");
