// Checks CloudFormation templates with AWS's own validator:
//   node infra/check-templates.mjs FILE...
// It has the resource schemas and cfn-lint's rules in 10 MB and works offline. A finding of WARN or
// worse fails unless it has a reason here, and so does a reason without a finding.
import { basename } from "node:path";
import validate from "@aws/cloudformation-validate";

const REASONS = {
  W3005: "The CDK itself adds a function's dependency on its role, although the reference implies it.",
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
    console.log(`${basename(file)}: the check ended with status ${report.status}`);
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
  console.log(`${rule} has a reason but no finding: remove the reason.`);
  bad++;
}
process.exitCode = bad > 0 ? 1 : 0;
