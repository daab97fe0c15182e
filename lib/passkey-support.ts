/** Why this browser cannot use passkeys at this address, or null if it can. Only in a browser. */
export function passkeyHindrance(): string | null {
  const { hostname, port, protocol } = window.location;
  const isNumbers = /^[\d.]+$|^\[/.test(hostname);
  if (isNumbers && window.isSecureContext && protocol === "http:")
    return `Passkeys belong to a name, not to an address of numbers. Open Muster at http://localhost${port ? `:${port}` : ""}.`;
  if (isNumbers) return "Passkeys belong to a name, not to an address of numbers. Open Muster by its host name, with https.";
  if (!window.isSecureContext) return "Browsers allow passkeys only with https, or at localhost. This page came over plain http.";
  return "PublicKeyCredential" in window ? null : "This browser has no passkeys.";
}
