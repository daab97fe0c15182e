"use client";

import { Button } from "#components/ui/button.tsx";
import { ErrorState } from "#components/ui/states.tsx";

export default function PageError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <main>
      <ErrorState title="This page could not be shown" action={<Button onClick={reset}>Try again</Button>}>
        <p>
          Nothing was changed, and what you typed is kept in this browser. If it stays, ask an administrator to look at the server’s log
          {error.digest ? ` for ${error.digest}` : ""}.
        </p>
      </ErrorState>
    </main>
  );
}
