/* The page of an update: what is typed stays in this tab until it is saved, and nothing is swapped under somebody's hands.
   Without this script everything works on save. */
"use strict";

(() => {
  const form = document.getElementById("update-form");
  const kept = document.getElementById("update-kept");
  if (!form || !kept) return;
  let saving = false;
  let waiting = null;

  const say = (words) => {
    const line = document.createElement("p");
    line.className = "govuk-body";
    const strong = document.createElement("strong");
    strong.textContent = words;
    line.append(strong);
    kept.replaceChildren(line);
  };

  const isSignedOut = (event) => event.detail.xhr.status === 401;

  document.addEventListener("htmx:beforeSwap", (event) => {
    const { target, xhr } = event.detail;
    if (target === kept && (xhr.status === 404 || xhr.status === 409)) {
      event.detail.shouldSwap = true;
      event.detail.isError = false;
    }
  });

  /* Whoever is explaining a finding keeps the box that they write in. */
  document.addEventListener("htmx:oobBeforeSwap", (event) => {
    const { target } = event.detail;
    if (target.id === "update-findings" && target.contains(document.activeElement)) event.detail.shouldSwap = false;
  });

  document.addEventListener("htmx:beforeRequest", (event) => {
    if (event.detail.elt === kept) saving = true;
  });

  document.addEventListener("htmx:afterRequest", (event) => {
    if (event.detail.elt !== kept) return;
    saving = false;
    if (waiting === null) return;
    const button = waiting;
    waiting = null;
    form.requestSubmit(button);
  });

  document.addEventListener("htmx:responseError", (event) => {
    if (event.detail.elt !== kept) return;
    say(isSignedOut(event)
      ? "Not saved: you are signed out. What you typed is still here. Submit or save: you are asked to sign in, and see it again then."
      : "Not saved by itself just now. What you typed is still here: it is tried again in a moment, or choose “Save for later”.");
  });

  document.addEventListener("htmx:sendError", (event) => {
    if (event.detail.elt === kept) say("Not saved: there is no connection. What you typed is kept in this browser, and is tried again by itself.");
  });

  /* A draft on its way is waited for, so that nobody is shown their own words as somebody else's. */
  form.addEventListener("submit", (event) => {
    if (!saving) return;
    event.preventDefault();
    waiting = event.submitter;
  });
})();
