/** The address of the same database for sessions with these settings. */
export function withSettings(url: string, settings: Record<string, string>): string {
  const address = new URL(url);
  const given = address.searchParams.get("options");
  const options = Object.entries(settings).map(([name, value]) => `-c ${name}=${value.replaceAll(/[\\ ]/g, "\\$&")}`);
  address.searchParams.set("options", [...(given ? [given] : []), ...options].join(" "));
  return address.href;
}
