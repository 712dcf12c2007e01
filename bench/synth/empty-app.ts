import { App, TerraformStack } from "cdktf";

/** The least a CDKTF app can be: what any synth costs, before anything is in it. */
const app = new App();
new TerraformStack(app, "empty");
app.synth();
