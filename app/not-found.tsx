import { LinkButton } from "#components/ui/link-button.tsx";
import { EmptyState } from "#components/ui/states.tsx";

export default function NotFound() {
  return (
    <main>
      <EmptyState title="There is nothing here for you" action={<LinkButton href="/incidents">All incidents</LinkButton>}>
        The address may be mistyped, or it belongs to something that you are not named on. Check the reference, or ask whoever sent it to add you.
      </EmptyState>
    </main>
  );
}
