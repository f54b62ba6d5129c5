// Each answer is sent as it is given. Without this file the page's button saves the element.
"use strict";
{
  const RETRY_MS = [1000, 2000, 4000, 8000, 15000];
  const form = document.querySelector("form[data-taps]");
  const status = form.querySelector("[role=status]");
  // What is not saved yet, with how often it was tried.
  const waiting = new Map();
  const underWay = new Set();
  let timer = 0;
  let speaking = 0;
  let going = null;

  // Cleared first: the same words said twice are announced twice.
  function say(text) {
    window.clearTimeout(speaking);
    status.textContent = "";
    speaking = window.setTimeout(() => { status.textContent = text; }, 50);
  }

  function mark(part, text) {
    const place = part.closest("fieldset").querySelector(".tap-mark");
    place.textContent = text;
    place.hidden = !text;
  }

  function value(part) {
    const field = part.querySelector("input:checked, textarea");
    return field.value;
  }

  // The page's button writes only what differs from what stands here.
  function remember(part) {
    const name = part.querySelector("input, textarea").name;
    const before = form.elements[`initial-${name}`];
    if (before) {
      before.value = part.dataset.sent;
    }
  }

  function again() {
    window.clearTimeout(timer);
    for (const part of waiting.keys()) {
      if (!underWay.has(part)) {
        htmx.trigger(part, "again");
      }
    }
  }

  function tryLater(part) {
    const tries = waiting.get(part) || 0;
    waiting.set(part, tries + 1);
    window.clearTimeout(timer);
    timer = window.setTimeout(again, RETRY_MS[Math.min(tries, RETRY_MS.length - 1)]);
  }

  function saved(part) {
    remember(part);
    if (part.dataset.sent !== value(part)) {
      return;
    }
    waiting.delete(part);
    mark(part, "");
    if (waiting.size) {
      return;
    }
    say(form.dataset.saved);
    if (going) {
      form.requestSubmit(going);
    }
  }

  form.addEventListener("change", (event) => {
    const part = event.target.closest("[data-tap]");
    if (part) {
      waiting.set(part, 0);
      say("");
    }
  });

  form.addEventListener("htmx:beforeRequest", (event) => {
    event.target.dataset.sent = value(event.target);
    underWay.add(event.target);
  });

  form.addEventListener("htmx:afterRequest", (event) => {
    const part = event.target;
    const answer = event.detail.xhr;
    underWay.delete(part);
    if (answer.status === 204) {
      saved(part);
      return;
    }
    waiting.set(part, waiting.get(part) || 0);
    mark(part, form.dataset.unsaved);
    if (answer.status === 0 || answer.status >= 500 || answer.status === 429) {
      say(going ? form.dataset.wait : form.dataset.lost);
      tryLater(part);
    } else {
      going = null;
      say(answer.status === 400 ? answer.responseText : form.dataset.refused);
    }
  });

  // Nothing is left behind by going on, and nobody is led to a page that cannot come.
  form.addEventListener("submit", (event) => {
    going = null;
    if (waiting.size || !navigator.onLine) {
      event.preventDefault();
      going = event.submitter;
      say(form.dataset.wait);
      again();
    }
  });

  window.addEventListener("online", () => {
    again();
    if (going && !waiting.size) {
      form.requestSubmit(going);
    }
  });
}
