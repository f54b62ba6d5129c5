// Reads a point aloud, with a voice of this device alone: nothing is sent anywhere. Where the device has no voice
// for the language, there is no button; every page works without this file.
"use strict";
{
  const speech = window.speechSynthesis;
  const button = document.querySelector("[data-speak]");
  // Dari is read by voices for Persian.
  const READ_AS = { prs: "fa" };

  function voiceFor(language) {
    const [code] = language.toLowerCase().split("-");
    const wanted = READ_AS[code] || code;
    return speech.getVoices().find((one) => one.localService && one.lang.toLowerCase().split(/[-_]/)[0] === wanted);
  }

  function offer() {
    button.hidden = !voiceFor(button.dataset.lang);
  }

  function read() {
    const voice = voiceFor(button.dataset.lang);
    speech.cancel();
    if (voice) {
      const words = new SpeechSynthesisUtterance(button.dataset.speak);
      words.voice = voice;
      words.lang = voice.lang;
      words.rate = 0.9;
      speech.speak(words);
    }
  }

  if (speech && button) {
    button.addEventListener("click", read);
    speech.addEventListener("voiceschanged", offer);
    window.addEventListener("pagehide", () => speech.cancel());
    offer();
  }
}
