// Asks the browser for a passkey or its signature, puts the answer into the form and sends it. Nothing else signs.
(function () {
  "use strict";

  function bytes(text) {
    var raw = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
    return Uint8Array.from(raw, function (one) { return one.charCodeAt(0); });
  }

  function written(buffer) {
    var raw = String.fromCharCode.apply(null, new Uint8Array(buffer));
    return btoa(raw).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  }

  function known(one) {
    return Object.assign({}, one, { id: bytes(one.id) });
  }

  function asked(options) {
    options.challenge = bytes(options.challenge);
    if (options.user) options.user.id = bytes(options.user.id);
    if (options.excludeCredentials) options.excludeCredentials = options.excludeCredentials.map(known);
    if (options.allowCredentials) options.allowCredentials = options.allowCredentials.map(known);
    return options;
  }

  function answered(credential) {
    var response = { clientDataJSON: written(credential.response.clientDataJSON) };
    ["attestationObject", "authenticatorData", "signature"].forEach(function (name) {
      if (credential.response[name]) response[name] = written(credential.response[name]);
    });
    return JSON.stringify({ id: credential.id, rawId: written(credential.rawId), type: credential.type, response: response });
  }

  function show(selector, shown) {
    document.querySelectorAll(selector).forEach(function (one) { one.hidden = !shown; });
  }

  if (!window.PublicKeyCredential || !navigator.credentials) return;
  show("[data-passkey-missing]", false);

  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-passkey]");
    if (!button || button.getAttribute("aria-busy")) return;
    button.setAttribute("aria-busy", "true");
    show("[data-passkey-failed]", false);
    var options = { publicKey: asked(JSON.parse(button.dataset.options)) };
    var ceremony = button.dataset.passkey === "create" ? navigator.credentials.create(options) : navigator.credentials.get(options);
    ceremony.then(function (credential) {
      button.form.elements.answer.value = answered(credential);
      button.form.requestSubmit ? button.form.requestSubmit() : button.form.submit();
    }).catch(function () {
      button.removeAttribute("aria-busy");
      show("[data-passkey-failed]", true);
    });
  });
})();
