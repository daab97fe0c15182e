/** Whether this keyboard says ⌘. Only for the browser. */
export function isAppleKeyboard(): boolean {
  return /Mac|iPhone|iPad/.test(navigator.platform);
}
