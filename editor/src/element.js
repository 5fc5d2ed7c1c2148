/** An element with its class and text. */
export function element(name, className, text) {
  const made = document.createElement(name);
  if (className) made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

/** One whose text is Kubernetes' English, whatever the page's language. */
export function english(name, className, text) {
  const made = element(name, className, text);
  made.lang = "en";
  return made;
}
