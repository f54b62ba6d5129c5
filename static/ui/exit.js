// Quick exit. The button works without this file; here Escape three times does what the button does,
// the page disappears before the network answers, and the back button brings nothing back.
"use strict";
{
  const WITHIN_MS = 1500;
  const PRESSES = 3;
  const form = document.querySelector("[data-quick-exit]");
  let presses = [];

  function vanish() {
    document.title = "…";
    document.documentElement.hidden = true;
  }

  function leave() {
    vanish();
    form.submit();
  }

  function countEscape(event) {
    if (event.key !== "Escape" || event.repeat) {
      return;
    }
    presses = presses.filter((at) => event.timeStamp - at < WITHIN_MS);
    presses.push(event.timeStamp);
    if (presses.length >= PRESSES) {
      leave();
    }
  }

  if (form) {
    form.addEventListener("submit", vanish);
    // Capture: an open menu or dialog must not swallow the key.
    document.addEventListener("keydown", countEscape, true);
  }

  // A page kept by the browser for "back" is asked for again, so that a signed-out reader gets nothing.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) {
      vanish();
      window.location.reload();
    }
  });
}
