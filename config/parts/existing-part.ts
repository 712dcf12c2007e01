/** A role that somebody else makes. The link makes nothing of it; what it needs of it stands in its hand-off. */
export interface ExistingRole {
  /** One inline policy of the link is attached to it: that of hop 1. Only of the query role. */
  readonly inlinePolicy: boolean;
  /** What its owner says stands there. Absent: exactly what the hand-off asks for. */
  readonly declared?: DeclaredPolicies;
}

/** The documents of a role as its owner declares them, decoded. */
export interface DeclaredPolicies {
  readonly trustPolicy: object;
  /** Everything that the role is allowed, by the names of the files. */
  readonly policies: Readonly<Record<string, object>>;
}
