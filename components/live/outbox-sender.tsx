"use client";

import { useEffect } from "react";
import { problemFrom, useTRPCClient } from "#lib/trpc/client.tsx";
import { isPassing } from "#lib/trpc/query-client.ts";
import { outbox } from "./outbox.ts";

/** Sends what the outbox holds, from any page of the console. */
export function OutboxSender() {
  const client = useTRPCClient();
  useEffect(
    () =>
      outbox.start(
        async ({ id, reference, text, attachments, occurredAt }) => {
          await client.notes.add.mutate({ id, reference, text, attachments, occurredAt });
        },
        (error) => (isPassing(error) || problemFrom(error).status === 401 ? true : problemFrom(error).detail),
      ),
    [client],
  );
  return null;
}
