import { qrCodeOf } from "#lib/qr/qr-code.ts";

const MARGIN = 4;

/** A text for a phone's camera; nothing where it is too long. Dark on light in either theme, as cameras want it. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const squares = qrCodeOf(text);
  if (!squares) return null;
  const across = squares.length + 2 * MARGIN;
  const path = squares.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x + MARGIN} ${y + MARGIN}h1v1h-1z` : ""))).join("");
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${across} ${across}`}
      shapeRendering="crispEdges"
      className="size-48 rounded-md border border-line scheme-light forced-color-adjust-none"
    >
      <path d={`M0 0h${across}v${across}H0z`} className="fill-surface-raised" />
      <path d={path} className="fill-ink" />
    </svg>
  );
}
