"use client";

import { KeyRound } from "lucide-react";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Input } from "#components/ui/input.tsx";
import { authClient, authProblem } from "#lib/auth-client.ts";
import { passkeyHindrance } from "#lib/passkey-support.ts";
import { CodeForm } from "./code-form.tsx";

type Refusal = Parameters<typeof authProblem>[0];
type Answer = { error: Refusal | null; data?: unknown };

/** After these the password has to be given again before another code. */
const CHALLENGE_IS_OVER = ["INVALID_TWO_FACTOR_COOKIE", "TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE"];

/** Password, then a code where the account asks for one; or a passkey. `next` is where to go after. */
export function SignInForm({ next }: { next: string }) {
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [needsCode, setNeedsCode] = useState(false);
  const [pending, setPending] = useState<"password" | "code" | "passkey" | null>(null);
  const [error, setError] = useState<string | null>(null);

  async function attempt(by: "password" | "code" | "passkey", work: () => Promise<Answer>): Promise<void> {
    setPending(by);
    setError(null);
    const { error: refusal, data } = await work().catch((): Answer => ({ error: {} }));
    if (refusal) {
      setPending(null);
      setError(authProblem(refusal));
      if (CHALLENGE_IS_OVER.includes(refusal.code ?? "")) setNeedsCode(false);
    } else if ((data as { twoFactorRedirect?: boolean } | null)?.twoFactorRedirect) {
      setPending(null);
      setNeedsCode(true);
    } else window.location.assign(next);
  }

  function byPasskey(): void {
    const hindrance = passkeyHindrance();
    if (hindrance) setError(hindrance);
    else void attempt("passkey", () => authClient.signIn.passkey());
  }

  function back(): void {
    setNeedsCode(false);
    setError(null);
    setPassword("");
  }

  if (needsCode)
    return (
      <CodeForm
        isPending={pending === "code"}
        error={error}
        onBack={back}
        onCode={(code, isBackup) =>
          void attempt("code", () => (isBackup ? authClient.twoFactor.verifyBackupCode({ code }) : authClient.twoFactor.verifyTotp({ code })))
        }
      />
    );
  return (
    <form
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        void attempt("password", () => authClient.signIn.email({ email, password }));
      }}
    >
      <Input label="E-mail" type="email" name="email" autoComplete="username" required value={email} onChange={setEmail} isAutoFocused />
      <Input label="Password" type="password" name="password" autoComplete="current-password" required value={password} onChange={setPassword} />
      {error ? (
        <div role="alert">
          <Callout tone="bad">{error}</Callout>
        </div>
      ) : null}
      <Button type="submit" variant="primary" size="lg" isWide isPending={pending === "password"} isDisabled={pending === "passkey"}>
        Sign in
      </Button>
      <Button
        size="lg"
        isWide
        icon={<KeyRound size={14} aria-hidden />}
        isPending={pending === "passkey"}
        isDisabled={pending === "password"}
        onClick={byPasskey}
      >
        Use a passkey
      </Button>
      <p className="text-center text-12 text-ink-faint">Forgot the password? An administrator can make you a link for a new one.</p>
    </form>
  );
}
