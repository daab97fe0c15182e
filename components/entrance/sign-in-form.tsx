"use client";

import { KeyRound } from "lucide-react";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { Input } from "#components/ui/input.tsx";
import { authClient } from "#lib/auth-client.ts";

type Refusal = { message?: string; status?: number } | null;

const words = (error: Refusal) =>
  error?.status === 429
    ? "Too many attempts. Wait a few minutes, then try again."
    : error?.status === 401
      ? "E-mail and password do not belong together. Check both."
      : (error?.message ?? "The server cannot be reached. Try again in a moment.");

/** Password, then a code where the account asks for one; or a passkey. `next` is where to go after. */
export function SignInForm({ next }: { next: string }) {
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [needsCode, setNeedsCode] = useState(false);
  const [isPending, setPending] = useState(false);
  const [error, setError] = useState<string | null>(null);

  async function attempt(work: () => Promise<{ error: Refusal; data?: unknown }>): Promise<void> {
    setPending(true);
    setError(null);
    const { error: refusal, data } = await work().catch(() => ({ error: {} as Refusal, data: null }));
    setPending(false);
    if (refusal) return setError(words(refusal));
    if ((data as { twoFactorRedirect?: boolean } | null)?.twoFactorRedirect) return setNeedsCode(true);
    window.location.assign(next);
  }

  if (needsCode)
    return (
      <CodeForm
        isPending={isPending}
        error={error}
        onCode={(code, isBackup) =>
          attempt(() => (isBackup ? authClient.twoFactor.verifyBackupCode({ code }) : authClient.twoFactor.verifyTotp({ code })))
        }
      />
    );
  return (
    <form
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        void attempt(() => authClient.signIn.email({ email, password }));
      }}
    >
      <Input label="E-mail" type="email" name="email" autoComplete="username webauthn" required value={email} onChange={setEmail} isAutoFocused />
      <Input label="Password" type="password" name="password" autoComplete="current-password" required value={password} onChange={setPassword} />
      {error ? (
        <div role="alert">
          <Callout tone="bad">{error}</Callout>
        </div>
      ) : null}
      <Button type="submit" variant="primary" size="lg" isWide isPending={isPending}>
        Sign in
      </Button>
      <Button
        size="lg"
        isWide
        icon={<KeyRound size={14} aria-hidden />}
        onClick={() => void attempt(async () => (await authClient.signIn.passkey()) ?? { error: { message: "No passkey was used." } })}
      >
        Use a passkey
      </Button>
    </form>
  );
}

function CodeForm({ isPending, error, onCode }: { isPending: boolean; error: string | null; onCode: (code: string, isBackup: boolean) => void }) {
  const [code, setCode] = useState("");
  const [isBackup, setBackup] = useState(false);
  return (
    <form
      className="grid gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        onCode(code.trim(), isBackup);
      }}
    >
      <Input
        label={isBackup ? "Backup code" : "Code of your authenticator app"}
        inputMode={isBackup ? "text" : "numeric"}
        autoComplete="one-time-code"
        value={code}
        onChange={setCode}
        isAutoFocused
        error={error ? "The code did not fit. Codes change every 30 seconds; try the next one." : null}
      />
      <Button type="submit" variant="primary" size="lg" isWide isPending={isPending}>
        Continue
      </Button>
      <Button variant="ghost" size="sm" onClick={() => setBackup(!isBackup)}>
        {isBackup ? "Use the authenticator app" : "Use a backup code"}
      </Button>
    </form>
  );
}
