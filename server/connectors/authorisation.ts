type Who = { user?: string; token: string; tenant?: string };

/** The headers and secrets of systems that take a bearer token, or a user with the token as its password (RFC 6750, RFC 7617). Pure. */
export function authorisationOf({ user = "", token, tenant = "" }: Who): { headers: Record<string, string>; secrets: string[] } {
  const headers: Record<string, string> = tenant ? { "x-scope-orgid": tenant } : {};
  if (!token) return { headers, secrets: [] };
  const basic = Buffer.from(`${user}:${token}`).toString("base64");
  return { headers: { ...headers, authorization: user ? `Basic ${basic}` : `Bearer ${token}` }, secrets: user ? [token, basic] : [token] };
}

/** `1 series`, `2 series`; `1 pod`, `2 pods`. Pure. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
}
