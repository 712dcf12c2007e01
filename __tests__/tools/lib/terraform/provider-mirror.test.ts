import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  cliConfiguration,
  findProviderMirror,
  providerEnvironment,
} from "../../../../tools/lib/terraform/provider-mirror";

const folder = mkdtempSync(join(tmpdir(), "mirror-test-"));
const roots = join(folder, "roots");
const mirror = join(roots, "plugins");
mkdirSync(join(mirror, "registry.terraform.io/hashicorp/aws"), { recursive: true });
mkdirSync(join(mirror, "registry.opentofu.org/opentofu/random"), { recursive: true });
mkdirSync(join(roots, "something-else"));
const configurationFile = join(folder, "generated/terraform.rc");

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("findProviderMirror", () => {
  it("finds the folder one level below a root that holds a registry", () => {
    expect(findProviderMirror({}, [join(folder, "absent"), roots])).toBe(mirror);
  });

  it("finds none where no folder holds a registry", () => {
    expect(findProviderMirror({}, [mirror])).toBeUndefined();
  });

  it("prefers TF_PLUGIN_MIRROR", () => {
    expect(findProviderMirror({ TF_PLUGIN_MIRROR: "/elsewhere" }, [roots])).toBe("/elsewhere");
  });
});

describe("cliConfiguration", () => {
  it("takes what the mirror holds from it, and only the rest from a registry", () => {
    const providers = '["registry.terraform.io/hashicorp/aws","registry.opentofu.org/opentofu/random"]';
    expect(cliConfiguration(mirror)).toBe(`provider_installation {
  filesystem_mirror {
    path    = "${mirror}"
    include = ${providers}
  }
  direct {
    exclude = ${providers}
  }
}
`);
  });
});

describe("providerEnvironment", () => {
  it("writes a configuration when TF_CLI_CONFIG_FILE names a file that does not exist", () => {
    const env = { TF_PLUGIN_MIRROR: mirror, TF_CLI_CONFIG_FILE: join(folder, "absent.rc") };
    expect(providerEnvironment(configurationFile, env)).toEqual({ TF_CLI_CONFIG_FILE: configurationFile });
    expect(readFileSync(configurationFile, "utf8")).toBe(cliConfiguration(mirror));
  });

  it("leaves the user's own configuration alone", () => {
    const own = join(folder, "own.rc");
    writeFileSync(own, "");
    rmSync(configurationFile, { force: true });
    const env = { TF_PLUGIN_MIRROR: mirror, TF_CLI_CONFIG_FILE: own };
    expect(providerEnvironment(configurationFile, env)).toEqual({});
    expect(existsSync(configurationFile)).toBe(false);
  });
});
