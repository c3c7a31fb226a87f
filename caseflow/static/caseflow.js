// Comforts only: every page does its work without this file.
(function () {
  "use strict";

  // A form goes out once. The server refuses a second copy anyway; this spares the waiting hand.
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (form.method !== "post") return;
    if (form.dataset.sent) return event.preventDefault();
    form.dataset.sent = "1";
    form.querySelectorAll("button:not([type=button])").forEach(function (button) {
      button.setAttribute("aria-busy", "true");
    });
  });

  // Back from the next page the browser may show this one as it was left: the form may go out again.
  window.addEventListener("pageshow", function () {
    document.querySelectorAll("form[data-sent]").forEach(function (form) {
      delete form.dataset.sent;
      form.querySelectorAll("[aria-busy]").forEach(function (button) { button.removeAttribute("aria-busy"); });
    });
  });

  document.addEventListener("click", function (event) {
    var button = event.target.closest("button");
    if (button && button.hasAttribute("data-print")) window.print();
    if (button && button.getAttribute("aria-disabled") === "true") {
      var why = document.getElementById(button.getAttribute("aria-describedby"));
      if (why) why.scrollIntoView({ block: "nearest" });
    }
    closeMenus(event.target);
  });

  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") closeMenus(null);
  });

  function closeMenus(inside) {
    document.querySelectorAll("details.cf-me[open]").forEach(function (menu) {
      if (inside && menu.contains(inside)) return;
      if (!inside) menu.querySelector("summary").focus();
      menu.open = false;
    });
  }

  // A button that only a script can honour is not shown without one.
  document.querySelectorAll("[data-print][hidden]").forEach(function (button) { button.hidden = false; });

  var summary = document.querySelector("[data-errors]");
  if (summary) summary.focus();
})();
