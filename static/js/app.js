/* Every page works without this file. It starts the design system's components and adds small comforts. */
import { initAll } from "../vendor/govuk/govuk-frontend.min.js";
import { startForms } from "./forms.js";
import { startReading } from "./reading.js";

document.body.classList.add("js-enabled");
if ("noModule" in HTMLScriptElement.prototype) {
  document.body.classList.add("govuk-frontend-supported");
}
initAll();
startForms(document);
startReading(document);
