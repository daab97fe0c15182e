"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Input } from "#components/ui/input.tsx";
import { authClient } from "#lib/auth-client.ts";
import { fieldError, problemFrom, useTRPC } from "#lib/trpc/client.tsx";

/** The first administrator and the organisation's name. */
export function SetupForm({ token }: { token: string }) {
  const trpc = useTRPC();
  const [form, setForm] = useState({ name: "", email: "", password: "", organisation: "" });
  const set = (key: keyof typeof form) => (value: string) => setForm((before) => ({ ...before, [key]: value }));
  const complete = useMutation(
    trpc.entrance.completeSetup.mutationOptions({
      onSuccess: async () => {
        await authClient.signIn.email({ email: form.email, password: form.password });
        window.location.assign("/welcome");
      },
    }),
  );
  const problem = complete.error ? problemFrom(complete.error) : null;
  return (
    <form
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        complete.mutate({ token, ...form });
      }}
    >
      <Input
        label="Organisation"
        value={form.organisation}
        onChange={set("organisation")}
        required
        isAutoFocused
        error={fieldError(problem, "organisation")}
      />
      <Input label="Your name" autoComplete="name" value={form.name} onChange={set("name")} required error={fieldError(problem, "name")} />
      <Input
        label="E-mail"
        type="email"
        autoComplete="username"
        value={form.email}
        onChange={set("email")}
        required
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
      <Button type="submit" variant="primary" size="lg" isWide isPending={complete.isPending || complete.isSuccess}>
        Create the administrator
      </Button>
    </form>
  );
}
