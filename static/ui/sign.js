// A sign drawn on the screen, and only the fields of the chosen way. Every other way works without this file.
"use strict";
{
  const form = document.querySelector("form[data-answer]");
  const box = form.querySelector("[data-sign]");
  const canvas = box.querySelector("canvas");
  const ink = canvas.getContext("2d");
  const drawn = form.elements.drawn;
  const OF_GUARDIAN = { typed: "guardian_words", spoken: "guardian_words", paper: "guardian_picture" };
  const NEEDS = { drawn: [], typed: ["name"], thumbprint: ["photo"], paper: ["photo"], spoken: ["witness"] };
  let last = null;

  function place(event) {
    const edge = canvas.getBoundingClientRect();
    return [
      (event.clientX - edge.left) * (canvas.width / edge.width),
      (event.clientY - edge.top) * (canvas.height / edge.height),
    ];
  }

  function begin(event) {
    event.preventDefault();
    canvas.setPointerCapture(event.pointerId);
    last = place(event);
    draw(event);
  }

  function draw(event) {
    if (!last) {
      return;
    }
    const next = place(event);
    ink.lineWidth = 4;
    ink.lineCap = "round";
    ink.strokeStyle = "#000";
    ink.beginPath();
    ink.moveTo(...last);
    ink.lineTo(...next);
    ink.stroke();
    last = next;
  }

  function end() {
    if (last) {
      last = null;
      drawn.value = canvas.toDataURL("image/png");
    }
  }

  function clear() {
    ink.clearRect(0, 0, canvas.width, canvas.height);
    drawn.value = "";
  }

  function show() {
    const chosen = form.querySelector("[name=way]:checked");
    const needed = chosen ? NEEDS[chosen.value] : [];
    for (const name of ["name", "photo", "witness"]) {
      form.elements[name].closest(".field").hidden = !needed.includes(name);
    }
    showGuardians();
    box.hidden = !chosen || chosen.value !== "drawn";
    (chosen || box).closest(".field").after(box);
  }

  // Only where the person is a child.
  function showGuardians() {
    const chosen = form.querySelector("[name=guardian_way]:checked");
    for (const name of ["guardian_words", "guardian_picture"]) {
      const field = form.elements[name];
      if (field) {
        field.closest(".field").hidden = !chosen || OF_GUARDIAN[chosen.value] !== name;
      }
    }
  }

  form.addEventListener("change", show);
  box.querySelector("button").addEventListener("click", clear);
  canvas.addEventListener("pointerdown", begin);
  canvas.addEventListener("pointermove", draw);
  canvas.addEventListener("pointerup", end);
  canvas.addEventListener("pointercancel", end);
  show();
}
