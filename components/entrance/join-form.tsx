"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Input } from "#components/ui/input.tsx";
import { authClient } from "#lib/auth-client.ts";
import { fieldError, problemFrom, useTRPC } from "#lib/trpc/client.tsx";

/** Turns an invitation into an account and signs it in. */
export function JoinForm({ token, email, name }: { token: string; email: string | null; name: string | null }) {
  const trpc = useTRPC();
  const [form, setForm] = useState({ name: name ?? "", email: email ?? "", password: "" });
  const set = (key: keyof typeof form) => (value: string) => setForm((before) => ({ ...before, [key]: value }));
  const accept = useMutation(
    trpc.entrance.acceptInvitation.mutationOptions({
      onSuccess: async () => {
        await authClient.signIn.email({ email: form.email, password: form.password });
        window.location.assign("/incidents");
      },
    }),
  );
  const problem = accept.error ? problemFrom(accept.error) : null;
  return (
    <form
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        accept.mutate({ token, ...form });
      }}
    >
      <Input
        label="Your name"
        autoComplete="name"
        value={form.name}
        onChange={set("name")}
        required
        isAutoFocused
        error={fieldError(problem, "name")}
      />
      <Input
        label="E-mail"
        type="email"
        autoComplete="username"
        value={form.email}
        onChange={set("email")}
        required
        readOnly={email !== null}
        error={fieldError(problem, "email")}
      />
      <Input
        label="Password"
        type="password"
        autoComplete="new-password"
        value={form.password}
        onChange={set("password")}
        required
        help="At least 12 characters. A short sentence is good."
        error={fieldError(problem, "password")}
      />
      {problem && problem.errors.length === 0 ? <Callout tone="bad">{problem.detail}</Callout> : null}
      <Button type="submit" variant="primary" size="lg" isWide isPending={accept.isPending || accept.isSuccess}>
        Join
      </Button>
    </form>
  );
}
