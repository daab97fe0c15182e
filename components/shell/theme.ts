export type Theme = "system" | "light" | "dark";

/** Shows a theme at once and keeps it in a cookie, so that the server paints it from the first byte. */
export function setTheme(theme: Theme): void {
  const isSystem = theme === "system";
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not everywhere yet.
  document.cookie = `theme=${theme}; path=/; max-age=${isSystem ? 0 : 31_536_000}; samesite=lax`;
  if (isSystem) delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = theme;
}
