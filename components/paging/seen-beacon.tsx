"use client";

import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useTRPC } from "#lib/trpc/client.tsx";

/** Tells once that a person looks at the page; previews of links run no scripts. */
export function SeenBeacon({ token }: { token: string }) {
  const trpc = useTRPC();
  const { mutate } = useMutation(trpc.escalation.pageSeen.mutationOptions());
  const isTold = useRef(false);
  useEffect(() => {
    if (isTold.current) return;
    isTold.current = true;
    mutate({ token });
  }, [mutate, token]);
  return null;
}
