/** What the emulator decided or ran. Carries no credential, no payload and no condition value. */
export type EmulatorEvent =
  | {
      /** An `sts:AssumeRole`. */
      readonly kind: "assume-role";
      readonly caller: string;
      readonly role: string;
      readonly allowed: boolean;
      readonly reason: string;
    }
  | {
      /** Any other request that identity policies decide. */
      readonly kind: "authorization";
      readonly caller: string;
      readonly action: string;
      readonly resource: string;
      readonly allowed: boolean;
      readonly reason: string;
    }
  | {
      readonly kind: "invoke";
      readonly functionArn: string;
      readonly requestId: string;
      readonly coldStart: boolean;
      readonly durationMilliseconds: number;
      /** `ok`, or the error type that the caller of the function received. */
      readonly outcome: string;
    }
  | {
      /** Of Lambda; what Terraform waits for afterwards takes seconds. */
      readonly kind: "function-created";
      readonly functionArn: string;
    }
  | {
      /** Of IAM: from now on a trust policy may name it, and a function may be created with it. */
      readonly kind: "role-created";
      readonly roleArn: string;
    }
  | {
      /** The database of a cluster or workgroup is started: a statement needs it, or it was to be warm. */
      readonly kind: "warehouse-start";
      readonly accountId: string;
      readonly region: string;
      /** Of the cluster or workgroup. */
      readonly name: string;
    }
  | {
      /** The scripts of a cluster or workgroup have run: its database holds what they make. */
      readonly kind: "scripts";
      readonly accountId: string;
      readonly region: string;
      /** Of the cluster or workgroup. */
      readonly name: string;
      readonly scripts: number;
      readonly statements: number;
      /** Written, changed or deleted. */
      readonly rows: number;
    }
  | {
      /** Something works here in another way than on AWS, and nobody asked for that. */
      readonly kind: "note";
      readonly message: string;
    }
  | {
      /** The emulator itself failed, where AWS would not have; the client received `InternalFailure`. */
      readonly kind: "failure";
      readonly service: string;
      readonly operation: string;
      readonly message: string;
    };
