/* What is typed on the page of an update is copied into this browser until the server has it: a connection that is lost, a browser
   that crashes or a session that ends costs nobody their words. Of this page alone, for this person alone; gone with a save that
   took all of it, with signing out, and after two weeks. Without this script everything works on save. */
"use strict";

(() => {
  const { update, person, signOut } = document.currentScript.dataset;
  const BEGINS = "goldenthread-update-";
  const NAME = BEGINS + update;
  const TWO_WEEKS = 14 * 24 * 60 * 60 * 1000;
  const AN_HOUR = 60 * 60 * 1000;
  const NOT_TYPED = ["csrfmiddlewaretoken", "do"];
  const MARKS = ["seen", "was"];

  let store = { length: 0, key: () => "", getItem: () => null, setItem: () => {}, removeItem: () => {} };
  try {
    store = window.localStorage;
  } catch {
    /* this browser keeps nothing for any page: the server still keeps the draft */
  }

  const read = (name) => {
    try {
      return JSON.parse(store.getItem(name));
    } catch {
      return null;
    }
  };

  const names = () => Array.from({ length: store.length }, (_, n) => store.key(n)).filter((name) => name.startsWith(BEGINS));
  const forgetAll = () => names().forEach((name) => store.removeItem(name));

  names().forEach((name) => {
    const copy = read(name);
    const age = Date.now() - (copy ? copy.at : 0);
    const isOver = !copy || copy.person !== person || age > TWO_WEEKS || (copy.sent && age > AN_HOUR && name !== NAME);
    if (isOver) store.removeItem(name);
  });

  document.addEventListener("submit", (event) => {
    if (new URL(event.target.action, location.href).pathname === signOut) forgetAll();
  });

  const form = document.getElementById("update-form");
  const kept = document.getElementById("update-kept");
  const said = document.getElementById("update-said");
  if (!form || !kept || !said) return;

  const pairs = () =>
    [...new FormData(form)].filter(([name, value]) => typeof value === "string" && !NOT_TYPED.includes(name));
  const typed = (all) =>
    JSON.stringify(
      all
        .filter(([name, value]) => !MARKS.includes(name) && value !== "")
        .map(([name, value]) => `${name}=${value.replace(/\r\n?/g, "\n")}`)
        .sort(),
    );
  const mark = (all) => (all.find(([name]) => name === "seen") || [])[1];

  const copy = (sent) => {
    try {
      store.setItem(NAME, JSON.stringify({ person, at: Date.now(), sent, pairs: pairs() }));
    } catch {
      /* there is no room in this browser: the server still keeps the draft */
    }
  };

  /* ---- what was not saved the last time ---- */

  const put = (control, values) => {
    if (control.type === "checkbox" || control.type === "radio") control.checked = values.includes(control.value);
    else control.value = values.shift() ?? "";
  };

  const fill = (all, isWanted) => {
    const byName = new Map();
    all.forEach(([name, value]) => byName.set(name, [...(byName.get(name) || []), value]));
    [...form.elements].forEach((control) => {
      const isText = control.name && !["file", "submit", "button"].includes(control.type) && !NOT_TYPED.includes(control.name);
      if (!isText || !isWanted(control)) return;
      const values = byName.get(control.name) || [];
      if (values.some((value) => value !== "")) control.closest("details")?.setAttribute("open", "");
      put(control, values);
    });
  };

  const tell = (at) => {
    const box = document.createElement("div");
    box.className = "govuk-inset-text";
    box.id = "update-put-back";
    box.setAttribute("role", "status");
    const words = document.createElement("p");
    words.className = "govuk-body";
    const when = new Date(at).toLocaleString("en-GB", { day: "numeric", month: "long", hour: "2-digit", minute: "2-digit" });
    words.textContent = `What you typed here on ${when} was not saved. This browser kept it, and it is back in the form: look at it, and save or submit.`;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "govuk-button govuk-button--secondary";
    button.textContent = "Discard it and show what is saved";
    button.addEventListener("click", () => {
      store.removeItem(NAME);
      location.reload();
    });
    box.append(words, button);
    form.before(box);
  };

  const putBack = () => {
    if ("typed" in form.dataset) {
      copy(false); /* the server shows what was typed, and it is not saved yet */
      return;
    }
    const found = read(NAME);
    if (!found) return;
    const isSaved = found.sent && mark(found.pairs) !== mark(pairs());
    if (isSaved || typed(found.pairs) === typed(pairs())) {
      store.removeItem(NAME);
      return;
    }
    const there = new Set([...form.elements].map((control) => control.name));
    fill(found.pairs, () => true);
    tell(found.at);
    const later = found.pairs.filter(([name]) => !there.has(name));
    document.addEventListener("htmx:afterSettle", () => {
      /* the boxes that explain a finding come with it */
      fill(later, (control) => control.value === "" && later.some(([name]) => name === control.name));
    });
    said.dispatchEvent(new Event("input")); /* does not bubble: it is judged, and not saved before somebody has looked */
  };

  window.addEventListener("pageshow", (event) => {
    if (event.persisted) return; /* the page as it was left, with all that was typed */
    putBack();
  });

  /* ---- while somebody types ---- */

  form.addEventListener("input", () => copy(false));
  form.addEventListener("change", () => copy(false));
  form.addEventListener("submit", (event) => {
    if (!event.defaultPrevented) copy(true);
  });

  /* ---- when the draft reaches the server, or does not ---- */

  let asSent = null;
  let pause = 0;
  let waits = null;

  const again = () => {
    window.clearTimeout(waits);
    waits = null;
    form.dispatchEvent(new Event("input"));
  };

  const later = () => {
    pause = Math.min(pause ? pause * 2 : 5, 60);
    window.clearTimeout(waits);
    waits = window.setTimeout(again, pause * 1000);
  };

  document.addEventListener("htmx:beforeRequest", (event) => {
    if (event.detail.elt === kept) asSent = typed(pairs());
  });
  document.addEventListener("htmx:afterSettle", (event) => {
    if (event.detail.target !== kept) return;
    pause = 0;
    if (!kept.querySelector("[data-saved]")) return;
    if (asSent === typed(pairs())) store.removeItem(NAME);
    else copy(false);
    document.getElementById("update-put-back")?.remove();
  });
  document.addEventListener("htmx:sendError", (event) => {
    if (event.detail.elt === kept) later();
  });
  document.addEventListener("htmx:responseError", (event) => {
    if (event.detail.elt === kept && event.detail.xhr.status >= 500) later();
  });
  window.addEventListener("online", () => {
    if (waits !== null) again();
  });
})();
