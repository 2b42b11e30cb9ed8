// Checks CloudFormation templates against the resource schemas and rules of AWS's own validator:
//   node infra/check-templates.mjs FILE...
// A finding of WARN or worse fails, unless its reason to stay is written here. So does a reason
// that no finding needs any more.
import { basename } from "node:path";
import validate from "@aws/cloudformation-validate";

const REASONS = {
  W3005: "The CDK itself lets a function wait for its role, although it refers to it.",
};

const files = process.argv.slice(2);
if (files.length === 0) {
  console.error("Name the templates to check, such as infra/snapshot/*.template.json.");
  process.exit(2);
}

const needed = new Set();
let bad = 0;
const engine = new validate.CelEngine();
for (const file of files) {
  const report = engine.validateStandard(new validate.TemplateFile(file), { severityLevel: "WARN" });
  if (report.status !== "OK") {
    console.log(`${basename(file)}: the check ended as ${report.status}`);
    bad++;
  }
  for (const { ruleId, severity, entity, propertyPath, message } of report.diagnostics) {
    if (ruleId in REASONS) {
      needed.add(ruleId);
      continue;
    }
    const where = [entity?.logicalId, propertyPath].filter(Boolean).join(" ");
    console.log(`${basename(file)}: ${severity} ${ruleId} ${where}: ${message}`);
    bad++;
  }
}
engine.free();
for (const rule of Object.keys(REASONS).filter((rule) => !needed.has(rule))) {
  console.log(`No finding needs the reason of ${rule} any more: take it out.`);
  bad++;
}
process.exitCode = bad > 0 ? 1 : 0;
