"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Input } from "#components/ui/input.tsx";
import { authClient } from "#lib/auth-client.ts";
import { fieldError, problemFrom, useTRPC } from "#lib/trpc/client.tsx";

/** Sets a password by a one-time link and signs in with it; where a code is asked for, the sign-in page goes on. */
export function PasswordByLinkForm({ token, email }: { token: string; email: string }) {
  const trpc = useTRPC();
  const [password, setPassword] = useState("");
  const change = useMutation(
    trpc.entrance.setPasswordByLink.mutationOptions({
      onSuccess: async () => {
        const { data, error } = await authClient.signIn.email({ email, password });
        const isIn = !error && !(data as { twoFactorRedirect?: boolean } | null)?.twoFactorRedirect;
        window.location.assign(isIn ? "/incidents" : "/sign-in");
      },
    }),
  );
  const problem = change.error ? problemFrom(change.error) : null;
  return (
    <form
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        change.mutate({ token, password });
      }}
    >
      <Input label="E-mail" type="email" autoComplete="username" value={email} onChange={() => undefined} readOnly />
      <Input
        label="New password"
        type="password"
        autoComplete="new-password"
        value={password}
        onChange={setPassword}
        required
        isAutoFocused
        help="At least 12 characters. A short sentence is good."
        error={fieldError(problem, "password")}
      />
      {problem && problem.errors.length === 0 ? <Callout tone="bad">{problem.detail}</Callout> : null}
      <Button type="submit" variant="primary" size="lg" isWide isPending={change.isPending || change.isSuccess}>
        Set the password
      </Button>
    </form>
  );
}
