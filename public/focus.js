// Keeps the focus where somebody is at work. The app takes elements away and brings others as its state changes, and a
// keyboard and a screen reader begin again at the top of the page where what had the focus is gone.

/** What Tab stops at. What destroys is never handed the focus: the key that brought it may still be down. */
const STOPS = "a[href], button:enabled:not(.danger), input:enabled, select:enabled, textarea:enabled, summary, [tabindex='0']";

/** When all has settled that an act does, in milliseconds: sooner than the next key. A frame asked for would be drawn. */
const SETTLED_MS = 50;

/** How often to look for the texts of another page. */
const PATIENCE = 200;

/** How often somebody acted with the focus on something: what they did last decides where it goes. */
let acts = 0;

const title = () => document.querySelector("main h1");
const isStop = (it) => it?.matches(STOPS) && it.checkVisibility();
const isGone = (it) => !it.isConnected || !it.checkVisibility();

/** Where to go on from an element that is gone: to what came in its place or stands behind it, else to what is before
 * it. `way` leads from it to the page's body; each is with the element before it and behind it as they were. */
function near(way) {
  // The highest that is gone: all around it is there still.
  let place = way.findLastIndex(({ it }) => isGone(it));
  if (place < 0) {
    const beside = [way[0].behind, way[0].before].find(isStop);
    if (beside) return beside;
    place = 0;
  }
  for (; place + 1 < way.length; place += 1) {
    const { it, before } = way[place];
    const stops = [...way[place + 1].it.querySelectorAll(STOPS)].filter((stop) => stop !== it && isStop(stop));
    const after = (stop) => !before || (!before.contains(stop) && before.compareDocumentPosition(stop) & 4);
    // Hidden, not taken away: a narrow page shows the picture now, with the button that moves the packet.
    const hidden = it.isConnected && stops.find((stop) => stop.matches(".round.main"));
    const found = hidden || (stops.find(after) ?? stops.at(-1));
    if (found) return found;
  }
  return null;
}

/** Looks, when all has settled that a click or a step back in history does, whether the focus has to go elsewhere. */
export function keepFocus() {
  const had = document.activeElement;
  const said = title()?.textContent;
  const way = [];
  for (let it = had; it && it !== document.body; it = it.parentElement)
    way.push({ it, before: it.previousElementSibling, behind: it.nextElementSibling });
  if (way.length) acts += 1;
  const act = acts;
  let looks = 0;
  const look = () => {
    looks += 1;
    const now = title();
    // Another page or another step: it is read from its title on.
    if (now && now.textContent !== said) {
      now.tabIndex = -1;
      now.focus();
      return;
    }
    if (!now && looks < PATIENCE) return setTimeout(look, SETTLED_MS);
    const has = document.activeElement;
    const lost = !has || has === document.body || isGone(has) || has.matches(":disabled");
    // What was scrolled to on purpose stays in sight.
    if (lost && way.length && act === acts) near([...way, { it: document.body }])?.focus({ preventScroll: isGone(had) && had.isConnected });
  };
  setTimeout(look, SETTLED_MS);
}
