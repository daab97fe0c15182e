import { LinkButton } from "#components/ui/link-button.tsx";
import { EmptyState } from "#components/ui/states.tsx";

/** A page that does not exist, or does not for whoever asks: the two are not told apart. */
export function NothingHere() {
  return (
    <EmptyState isPage title="There is nothing here for you" action={<LinkButton href="/incidents">All incidents</LinkButton>}>
      The address may be mistyped, or it belongs to something that you are not named on. Check the reference, or ask whoever sent it to add you.
    </EmptyState>
  );
}
