// Joins the passkey buttons of a page to allauth's WebAuthn script. Without this file the buttons stay hidden
// and the other ways remain.
"use strict";
{
  const forms = window.allauth.webauthn.forms;
  const begins = { login: forms.loginForm, add: forms.signupForm, authenticate: forms.authenticateForm };
  const names = { login: "login", add: "signup", authenticate: "authenticate" };
  const failed = document.querySelector("[data-passkey-failed]");

  for (const button of document.querySelectorAll("[data-passkey]")) {
    if (!window.PublicKeyCredential) {
      break;
    }
    const kind = button.dataset.passkey;
    button.hidden = false;
    button.addEventListener("click", () => {
      failed.hidden = true;
    });
    begins[kind]({ ids: { [names[kind]]: button.id, credential: button.dataset.credential, data: "passkey-options" } });
  }

  // The person closed the dialogue, or the device refused: the page says so in words.
  document.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    failed.hidden = false;
  });
}
