// Small comforts. Every page works without this file.
"use strict";
{
  const RELEASE_MS = 5000;

  // Someone who made a mistake is taken to the list of what to put right.
  const summary = document.querySelector("[data-error-summary]");
  if (summary) {
    summary.focus();
  }

  function release(form) {
    delete form.dataset.sent;
    for (const button of form.querySelectorAll("button[aria-disabled]")) {
      button.removeAttribute("aria-disabled");
    }
  }

  // A second tap on the same button sends nothing. A download leaves the page in place, so the button comes back.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") {
      return;
    }
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    if (event.submitter) {
      event.submitter.setAttribute("aria-disabled", "true");
    }
    window.setTimeout(release, RELEASE_MS, form);
  });

  window.addEventListener("pageshow", () => {
    document.querySelectorAll("form[data-sent]").forEach(release);
  });
}
